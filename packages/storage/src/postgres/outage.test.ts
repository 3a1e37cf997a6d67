import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { HubStorage } from '@identity-hub/core'
import { openStorage } from '../index.ts'
import { authorize, authorizeAndExchange, exchange, rotate } from '../suite/tokens.ts'
import { makeWorld, openTenant } from '../suite/world.ts'
import { createFreshOpener, query } from './testing/open-fresh.ts'
import { useOwnPostgres } from './testing/postgres-server.ts'
import { unavailableAfter } from './testing/rejection.ts'
import { killServer, pauseServer, resumeServer } from './testing/signal-server.ts'
import { temporaryDatabase } from './testing/temporary-database.ts'

vi.setConfig({ testTimeout: 60_000 })

const server = useOwnPostgres()
const openFresh = createFreshOpener(server)

const PROMISED = 2_000
const RECOVERY = 5_000

async function recovery(hub: HubStorage): Promise<number> {
  const since = performance.now()
  while ((await hub.health()).status !== 'ready') {
    if (performance.now() - since > RECOVERY) return Infinity
    await delay(50)
  }
  return performance.now() - since
}

describe('a server that answers nothing', () => {
  test('is an outage within two seconds, for what is under way and for what comes, and passes', async () => {
    const under = await openFresh()
    const world = await makeWorld(under)
    const codes = await Promise.all(Array.from({ length: 40 }, () => authorize(world)))
    const { refreshToken, fence } = await authorizeAndExchange(world)
    pauseServer(server().own)
    const waits = await Promise.all([
      ...codes.slice(0, 20).map((code) => unavailableAfter(() => exchange(world.tenant, code))),
      ...codes.slice(20).map(async (code, at) => {
        await delay(at * 100)
        return unavailableAfter(() => exchange(world.tenant, code))
      }),
      unavailableAfter(() => rotate(world.tenant, refreshToken, fence)),
      unavailableAfter(() => openTenant(world.hub, 'acme')),
      unavailableAfter(() => world.tenant.listScopes({ after: null, limit: 1 })),
    ])
    const since = performance.now()
    expect(await world.hub.health()).toMatchObject({ status: 'away' })
    expect(performance.now() - since).toBeLessThan(PROMISED)
    resumeServer(server().own)
    expect(Math.max(...waits)).toBeLessThan(PROMISED)

    expect(await recovery(world.hub)).toBeLessThan(RECOVERY)
    expect(await openTenant(world.hub, 'acme')).toBeDefined()
    const fresh = await authorizeAndExchange(world)
    expect(await rotate(world.tenant, fresh.refreshToken, fresh.fence)).toMatchObject({ outcome: 'rotated' })
    await under.dispose()
  })
})

describe('a server that goes away', () => {
  test.each([
    ['is killed', () => killServer(server().own)],
    ['is shut down', () => process.kill(server().own.pid(), 'SIGINT')],
  ])(
    'and %s: outages are told at once, nothing acknowledged is lost, and the hub finds it again',
    async (_case, end) => {
      const under = await openFresh()
      const world = await makeWorld(under)
      const codes = await Promise.all(Array.from({ length: 200 }, () => authorize(world)))
      const exchanging = Promise.allSettled(codes.map((code) => exchange(world.tenant, code)))
      end()
      const answers = await exchanging
      await expect.poll(() => world.hub.health()).toMatchObject({ status: 'away' })
      expect(await unavailableAfter(() => exchange(world.tenant, codes[0]!))).toBeLessThan(PROMISED)
      await server().own.startAgain()
      expect(await recovery(world.hub)).toBeLessThan(RECOVERY)

      const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as Error] : []))
      expect(refused.every(({ name }) => name === 'StorageUnavailableError')).toBe(true)
      const acknowledged = answers.flatMap((answer, at) => {
        const code = codes[at]
        return answer.status === 'fulfilled' && code !== undefined ? [{ ...answer.value, code }] : []
      })
      for (const { outcome, accessToken, code } of acknowledged) {
        expect(outcome).toBe('exchanged')
        const { id, hash: tokenHash } = accessToken
        expect(await world.tenant.findAccessToken({ id, tokenHash })).toMatchObject({ outcome: 'found' })
        expect(await exchange(world.tenant, code)).toMatchObject({ outcome: 'replayed' })
      }
      await under.dispose()
    },
  )
})

describe('a server that refuses', () => {
  test('more connections than a few: the few do the work', async () => {
    const { url } = await temporaryDatabase(server())
    const own = await limitedUser(url, 3)
    const hub = await openStorage(own)
    onTestFinished(() => hub.close())
    const world = await makeWorld({ storage: hub } as Parameters<typeof makeWorld>[0])
    const codes = await Promise.all(Array.from({ length: 100 }, () => authorize(world)))
    const outcomes = await Promise.all(codes.map((code) => exchange(world.tenant, code)))
    expect(outcomes.every(({ outcome }) => outcome === 'exchanged')).toBe(true)
  })

  test('every connection: an outage within two seconds', async () => {
    const { url } = await temporaryDatabase(server())
    const own = await limitedUser(url, 3)
    const hub = await openStorage(own)
    onTestFinished(() => hub.close())
    await query(url, `ALTER ROLE ${new URL(own).username} CONNECTION LIMIT 0`)
    await query(
      url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'identity-hub%'",
    )
    expect(await unavailableAfter(() => hub.listTenants({ after: null, limit: 1 }))).toBeLessThan(PROMISED)
    await query(url, `ALTER ROLE ${new URL(own).username} CONNECTION LIMIT 3`)
    expect((await hub.listTenants({ after: null, limit: 1 })).rows).toEqual([])
  })

  test('to add to a full disk: nothing is acknowledged or half done, and the hub says when it is over', async () => {
    const under = await openFresh()
    const world = await makeWorld(under)
    const codes = await Promise.all(Array.from({ length: 20 }, () => authorize(world)))
    await query(under.url, FILL_DISK)
    for (const code of codes) await unavailableAfter(() => exchange(world.tenant, code))
    expect(await world.hub.health()).toMatchObject({ status: 'read-only' })
    expect(await world.hub.health()).toMatchObject({ status: 'read-only' })
    expect(await world.tenant.findClient(world.client.clientId)).toMatchObject({ outcome: 'found' })
    await query(under.url, 'DROP FUNCTION refuse CASCADE')
    expect(await world.hub.health()).toMatchObject({ status: 'ready' })
    for (const code of codes) expect(await exchange(world.tenant, code)).toMatchObject({ outcome: 'exchanged' })
    await under.dispose()
  })
})

describe('a row that somebody else holds', () => {
  test('holds up its own request for a second, and no other', async () => {
    const under = await openFresh()
    const world = await makeWorld(under)
    const held = await authorize(world)
    const codes = await Promise.all(Array.from({ length: 20 }, () => authorize(world)))
    const somebody = new Client({ connectionString: under.url })
    await somebody.connect()
    onTestFinished(() => somebody.end())
    await somebody.query('BEGIN')
    await somebody.query('SELECT 1 FROM grants WHERE id = $1 FOR UPDATE', [held.grantId])
    const waiting = unavailableAfter(() => exchange(world.tenant, held))
    const since = performance.now()
    const outcomes = await Promise.all(codes.map((code) => exchange(world.tenant, code)))
    expect(performance.now() - since).toBeLessThan(800)
    expect(outcomes.every(({ outcome }) => outcome === 'exchanged')).toBe(true)
    expect(await waiting).toBeLessThan(PROMISED)
    await somebody.query('ROLLBACK')
    expect(await exchange(world.tenant, held)).toMatchObject({ outcome: 'exchanged' })
    await under.dispose()
  })
})

/** A user of its own, who may not have more connections than that. */
async function limitedUser(databaseUrl: string, connections: number): Promise<string> {
  const url = new URL(databaseUrl)
  const name = `user_of_${url.pathname.slice(1)}`
  await query(databaseUrl, `CREATE ROLE ${name} LOGIN PASSWORD 'secret' CONNECTION LIMIT ${connections}`)
  await query(databaseUrl, `GRANT ALL ON SCHEMA public TO ${name}`)
  onTestFinished(async () => {
    await query(databaseUrl, `DROP OWNED BY ${name}`)
    await query(databaseUrl, `DROP ROLE ${name}`)
  })
  url.username = name
  url.password = 'secret'
  return url.href
}

// What the server says when a file cannot grow.
const FILL_DISK = `
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
  CREATE TRIGGER refuse BEFORE INSERT ON issued_tokens EXECUTE FUNCTION refuse();
  CREATE TRIGGER refuse BEFORE INSERT ON one_time EXECUTE FUNCTION refuse()`
