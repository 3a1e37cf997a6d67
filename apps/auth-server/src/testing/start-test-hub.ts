import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId, randomBytes, type TenantStorage } from '@identity-hub/core'
import { openStorage } from '@identity-hub/storage'
import { createManagementClient, type ManagementClient } from '@identity-hub/client/management'
import { FULL_AUTHORITY, type Administration } from '../administration/administration.ts'
import { createClient, type CreateClientInput } from '../administration/create-client.ts'
import { createTenant } from '../administration/create-tenant.ts'
import { createUser } from '../administration/create-user.ts'
import { createApp } from '../app.ts'
import type { Dependencies } from '../dependencies.ts'
import { createLog } from '../log.ts'
import { createPasswords, defaultPasswordSettings } from '../passwords/passwords.ts'

export const TEST_USER = { email: 'ada@example.org', password: 'correct horse battery' }
export const REDIRECT_URI = 'http://localhost:3000/callback'

/**
 * A hub in this process, over HTTP and a real database, whose clock the test moves.
 * @param publicOrigin the configured origin when it is not the address that is listened on, as behind a proxy
 * @param databaseUrl instead of an SQLite file of its own
 */
export async function startTestHub(publicOrigin?: string, databaseUrl?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'hub-test-'))
  const hub = await openStorage(databaseUrl ?? `sqlite:${join(folder, 'hub.sqlite')}`, { migrate: true })
  let now = 1_790_000_000_000
  const clock = () => now
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://localhost:${(server.address() as AddressInfo).port}` // A TCP server that listens has one.
  // Cheap hashes: these tests are about time, not about passwords.
  const passwords = createPasswords({
    ...defaultPasswordSettings,
    cost: { ...defaultPasswordSettings.cost, memoryKibibytes: 64, passes: 1 },
  })
  const key = { id: 'test', key: randomBytes(32) }
  const dependencies: Dependencies = {
    hub,
    passwords,
    keys: { current: key, all: [key] },
    settings: {
      origin: publicOrigin ?? origin,
      secure: publicOrigin?.startsWith('https:') ?? false,
      originIsLoopbackHttp: publicOrigin === undefined,
      trustedProxies: [],
    },
    log: createLog('silent', { write: () => true, flushSync: () => undefined }),
    clock,
    random: randomBytes,
    isDraining: () => false,
  }
  const app = createApp(dependencies, { validateResponses: true })
  const handle = app.callback()
  server.on('request', (request, response) => void handle(request, response))

  const administration: Administration = {
    hub,
    passwords,
    origin,
    originIsLoopbackHttp: true,
    now: clock,
    random: randomBytes,
    actor: 'cli',
    requestId: newId(now, randomBytes),
    source: null,
    authority: FULL_AUTHORITY,
  }
  const tenant = 'acme'
  await createTenant(administration, { slug: tenant, name: 'Acme' })
  await createUser(administration, { tenant, name: 'Ada', ...TEST_USER })

  return {
    origin,
    administration,
    dependencies,
    /** Moves the clock, forwards or backwards. */
    advance(seconds: number) {
      now += seconds * 1000
    },
    async storage(): Promise<TenantStorage> {
      const opened = await hub.openTenant(tenant)
      if (opened.outcome !== 'open') throw new Error('the test tenant is not open')
      return opened.storage
    },
    /** The generated client, with an access token. */
    management(accessToken: string, of: string = tenant): ManagementClient {
      return createManagementClient({ origin, tenant: of, accessToken: () => accessToken })
    },
    async createClient(input: Partial<CreateClientInput> = {}) {
      const created = await createClient(administration, {
        tenant,
        name: 'Test app',
        type: 'confidential',
        redirectUris: [REDIRECT_URI],
        scopes: [{ name: 'profile', description: null }],
        ...input,
      })
      if (!created.ok) throw new Error(created.problem)
      return { clientId: created.value.client.clientId, clientSecret: created.value.issuedSecret ?? '' }
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      await hub.close()
      await rm(folder, { recursive: true })
    },
  }
}

export type TestHub = Awaited<ReturnType<typeof startTestHub>>
