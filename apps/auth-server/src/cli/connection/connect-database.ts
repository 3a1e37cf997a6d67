import { createManagementClient } from '@identity-hub/client/management'
import { randomBytes } from '@identity-hub/core'
import { openStorage } from '@identity-hub/storage'
import type { AdministrationConfig } from '../../config/hub-config.ts'
import type { Dependencies } from '../../dependencies.ts'
import { createLog } from '../../log.ts'
import { createPasswords } from '../../passwords/passwords.ts'
import type { Connection } from './connection.ts'

// Only its path is looked at.
const ORIGIN = 'http://localhost'
/** A password waits for its turn among those of a running hub; nothing else takes long. */
const PATIENCE_MILLISECONDS = 300_000

/** The management API of the configured database, in this process. */
export async function connectDatabase(
  config: AdministrationConfig,
  onWarning: (warning: string) => void,
): Promise<Connection> {
  const hub = await openStorage(config.databaseUrl, { onWarning })
  const { inProcessFetch } = await import('./in-process-api.ts')
  const key = { id: 'cli', key: randomBytes(32) }
  const dependencies: Dependencies = {
    hub,
    passwords: createPasswords(),
    // Of cursors that this command follows itself; nothing that is kept is sealed with them.
    keys: { current: key, all: [key] },
    settings: {
      origin: config.origin,
      originIsLoopbackHttp: config.originIsLoopbackHttp,
      secure: config.origin.startsWith('https:'),
      trustedProxies: [],
    },
    log: createLog('silent', { write: () => true, flushSync: () => undefined }),
    clock: Date.now,
    random: randomBytes,
    isDraining: () => false,
  }
  const fetch = inProcessFetch(dependencies)
  return {
    isLocal: true,
    home: null,
    of: (tenant) =>
      createManagementClient({
        origin: ORIGIN,
        tenant,
        accessToken: () => 'none',
        fetch,
        timeoutMilliseconds: PATIENCE_MILLISECONDS,
      }),
    close: () => hub.close(),
  }
}
