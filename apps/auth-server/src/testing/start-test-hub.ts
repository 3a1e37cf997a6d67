import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes, type TenantStorage } from '@identity-hub/core'
import { openStorage } from '@identity-hub/storage'
import type { Administration } from '../administration/administration.ts'
import { createClient, type CreateClientInput } from '../administration/create-client.ts'
import { createTenant } from '../administration/create-tenant.ts'
import { createUser } from '../administration/create-user.ts'
import { createApp } from '../app.ts'
import { createLog } from '../log.ts'
import { createPasswords, defaultPasswordSettings } from '../passwords/passwords.ts'

export const TEST_USER = { email: 'ada@example.org', password: 'correct horse battery' }
export const REDIRECT_URI = 'http://localhost:3000/callback'

/** A hub in this process, over HTTP and a real database, whose clock the test moves. */
/** @param publicOrigin the configured origin when it is not the address that is listened on, as behind a proxy */
export async function startTestHub(publicOrigin?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'hub-test-'))
  const hub = await openStorage(`sqlite:${join(folder, 'hub.sqlite')}`, { migrate: true })
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
  const app = createApp({
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
  })
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
    requestId: 'test',
  }
  const tenant = 'acme'
  await createTenant(administration, { slug: tenant, name: 'Acme' })
  await createUser(administration, { tenant, name: 'Ada', ...TEST_USER })

  return {
    origin,
    administration,
    /** Moves the clock, forwards or backwards. */
    advance(seconds: number) {
      now += seconds * 1000
    },
    async storage(): Promise<TenantStorage> {
      const opened = await hub.openTenant(tenant)
      if (opened.outcome !== 'open') throw new Error('the test tenant is not open')
      return opened.storage
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
