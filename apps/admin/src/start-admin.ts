import { once } from 'node:events'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { createCookies, sealingKey } from '@identity-hub/web-app'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import type { Configuration } from './environment.ts'
import { openStorage } from './hub/storage.ts'
import { createTenantClients } from './hub/tenant-clients.ts'

export interface RunningAdmin {
  /** Answers what has begun, saves what is under way, closes the database. */
  stop(): Promise<void>
}

const LINGER_MILLISECONDS = 5_000
const PURGE_MILLISECONDS = 600_000

/** Puts everything together and listens. The hub may come later. */
export async function startAdmin(configuration: Configuration, log: Logger): Promise<RunningAdmin> {
  const { clientId, origin, hubOrigin, databasePath, host, port } = configuration
  const clock = Date.now
  const key = configuration.key ?? sealingKey(join(dirname(databasePath), 'admin.key'))
  const storage = openStorage({ path: databasePath, key, clientId, clock })
  const clients = createTenantClients(configuration, storage, clock)
  const cookies = createCookies({ isSecure: origin.startsWith('https:') })
  const answer = createApp({ hubOrigin, clientId, clients, storage, cookies, clock, log }).callback()
  const server = createServer((request, response) => void answer(request, response))
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    storage.close()
    throw error
  }
  const purging = setInterval(() => storage.purge(clock()), PURGE_MILLISECONDS)

  return {
    async stop() {
      clearInterval(purging)
      const closed = new Promise((resolve) => server.close(resolve))
      setTimeout(() => server.closeAllConnections(), LINGER_MILLISECONDS).unref()
      await closed
      await clients.settled()
      storage.close()
    },
  }
}
