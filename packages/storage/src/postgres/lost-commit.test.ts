import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openStorage } from '../index.ts'
import { event, id, newKey, scope, START } from '../suite/fixtures.ts'
import { authorize, authorizeAndExchange, exchange, newDecision, rotate } from '../suite/tokens.ts'
import { makeWorld, openTenant, newestEvents } from '../suite/world.ts'
import { createFreshOpener, query } from './testing/open-fresh.ts'
import { usePostgres } from './testing/postgres-server.ts'
import { openProxy, type Verdict } from './testing/proxy.ts'
import { unavailableAfter } from './testing/rejection.ts'

vi.setConfig({ testTimeout: 60_000 })

const server = usePostgres()
const openFresh = createFreshOpener(server)

/** A world whose storage is reached through a proxy, and one that goes to the database straight. */
async function openBehindProxy() {
  const under = await openFresh()
  onTestFinished(() => under.dispose())
  const straight = await makeWorld(under)
  const proxy = await openProxy(under.url)
  onTestFinished(() => proxy.close())
  const hub = await openStorage(proxy.url)
  onTestFinished(() => hub.close())
  const world = { ...straight, hub, tenant: await openTenant(hub, 'acme') }
  /** Does this once, to the first message that holds the text. */
  const strike = (verdict: Verdict, text: string): void => {
    proxy.judge = (bytes) => {
      if (!bytes.includes(text)) return 'pass'
      proxy.judge = () => 'pass'
      return verdict
    }
  }
  return { straight, world, proxy, strike, url: under.url }
}

describe('the answer of a shared statement is lost', () => {
  test.each(['cut-after', 'cut-before'] as const)(
    '%s: each exchange is answered as it happened, once',
    async (verdict) => {
      const setting = await openBehindProxy()
      const { world, straight, strike } = setting
      const codes = await Promise.all(Array.from({ length: 20 }, () => authorize(straight)))
      strike(verdict, codes[0]!.code.id)
      const outcomes = await Promise.all(
        codes.map((code, at) => exchange(world.tenant, code, { events: { exchanged: [event(`exchange ${at}`)] } })),
      )
      for (const { outcome, accessToken, refreshToken } of outcomes) {
        expect(outcome).toBe('exchanged')
        const found = await straight.tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash })
        expect(found).toMatchObject({ outcome: 'found', standing: { grant: { revokedAt: null } } })
        expect(await straight.tenant.findRefreshToken(refreshToken.id)).toMatchObject({ outcome: 'found' })
      }
      const told = (await newestEvents(straight.tenant, 100)).map(({ reason }) => reason)
      expect(told).toHaveLength(20)
      expect(new Set(told).size).toBe(20)
    },
  )

  test.each(['cut-after', 'cut-before'] as const)(
    '%s: a rotation has one successor, the one that was answered',
    async (verdict) => {
      const { world, straight, strike } = await openBehindProxy()
      const { refreshToken, fence } = await authorizeAndExchange(straight)
      strike(verdict, refreshToken.id)
      // The first message with the id asks for the token; this is the one that rotates it.
      const rotated = await rotate(world.tenant, refreshToken, fence)
      expect(rotated).toMatchObject({ outcome: 'rotated' })
      expect(await rotate(straight.tenant, rotated.refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
    },
  )

  test.each(['cut-after', 'cut-before'] as const)('%s: a code is issued once', async (verdict) => {
    const { world, straight, strike } = await openBehindProxy()
    const { input, authorization } = newDecision(straight)
    strike(verdict, authorization.grantId)
    expect(await world.tenant.decide({ ...input, events: { issued: [event('decided')] } })).toEqual({
      outcome: 'issued',
    })
    expect(await newestEvents(straight.tenant, 10)).toMatchObject([{ reason: 'decided' }])
    expect(await exchange(straight.tenant, authorization)).toMatchObject({ outcome: 'exchanged' })
  })

  test('and nothing can be found out: an outage is told, within two seconds', async () => {
    const { world, straight, proxy } = await openBehindProxy()
    const authorization = await authorize(straight)
    proxy.judge = (bytes) => {
      if (!bytes.includes(authorization.code.id)) return 'pass'
      proxy.isClosed = true
      return 'cut-after'
    }
    expect(await unavailableAfter(() => exchange(world.tenant, authorization))).toBeLessThan(2_000)
    proxy.isClosed = false
    proxy.judge = () => 'pass'
    // It did happen, so the code is spent; whoever comes back with it holds what was never handed out.
    expect(await exchange(world.tenant, authorization)).toMatchObject({ outcome: 'replayed' })
  })
})

/** One that takes a transaction of several statements: scopes are remembered with it. */
function newRememberedDecision(setting: Parameters<typeof newDecision>[0]) {
  const { input, authorization } = newDecision(setting)
  return { input: { ...input, decision: { ...input.decision, rememberScopes: ['profile'] } }, authorization }
}

describe('the answer of a commit is lost', () => {
  test.each(['cut-after', 'cut-before'] as const)(
    '%s: a decision is answered as it happened, once',
    async (verdict) => {
      const { world, straight, strike } = await openBehindProxy()
      const { input, authorization } = newRememberedDecision(straight)
      strike(verdict, 'COMMIT')
      expect(await world.tenant.decide({ ...input, events: { issued: [event('decided')] } })).toEqual({
        outcome: 'issued',
      })
      expect(await newestEvents(straight.tenant, 10)).toMatchObject([{ reason: 'decided' }])
      expect(await exchange(straight.tenant, authorization)).toMatchObject({ outcome: 'exchanged' })
    },
  )

  test.each(['cut-after', 'cut-before'] as const)('%s: a block is answered as it happened, once', async (verdict) => {
    const { world, straight, strike } = await openBehindProxy()
    strike(verdict, 'COMMIT')
    const accountId = world.person.account.id
    const blocked = await world.tenant.changeAccount({
      accountId,
      change: { kind: 'block' },
      now: START,
      events: [event('blocked')],
    })
    expect(blocked).toMatchObject({ outcome: 'changed', account: { status: 'blocked', epoch: 1 } })
    expect(await straight.tenant.findAccount(accountId)).toMatchObject({ account: { epoch: 1 } })
    expect(await newestEvents(straight.tenant, 10)).toHaveLength(1)
  })

  test.each(['cut-after', 'cut-before'] as const)(
    '%s: what is created under a key is answered as it happened, and repeated when it is asked for again',
    async (verdict) => {
      const { world, straight, strike } = await openBehindProxy()
      const idempotency = newKey()
      const { requestHash, answer } = idempotency
      const create = () => world.tenant.createScope({ scope: scope('calendar'), idempotency, now: START })
      strike(verdict, 'COMMIT')
      expect(await create()).toEqual({ outcome: 'created' })
      expect(await straight.tenant.listScopesNamed(['calendar'])).toHaveLength(1)
      expect(await create()).toEqual({ outcome: 'repeated', requestHash, answer })
    },
  )

  test('a session that is ended while it commits leaves nothing behind, and the verb is run again', async () => {
    const { world, straight, url } = await openBehindProxy()
    await sleepAtNextCommit(url)
    const { input, authorization } = newRememberedDecision(straight)
    const deciding = world.tenant.decide({ ...input, events: { issued: [event('decided')] } })
    await expect.poll(() => query(url, END_SLEEPER), { interval: 10 }).toHaveLength(1)
    expect(await deciding).toEqual({ outcome: 'issued' })
    expect(await newestEvents(straight.tenant, 10)).toHaveLength(1)
    expect(await exchange(straight.tenant, authorization)).toMatchObject({ outcome: 'exchanged' })
  })

  test('a server process that still commits, long after its client is gone, is not taken for somebody else', async () => {
    const { world, straight, url, proxy } = await openBehindProxy()
    await sleepAtNextCommit(url)
    const authorization = await authorize(straight)
    // The statement goes through and sleeps at its end; nobody waits for it.
    proxy.judge = (bytes) => {
      if (!bytes.includes(authorization.code.id)) return 'pass'
      proxy.judge = () => 'pass'
      setTimeout(() => proxy.dropAll(), 50)
      return 'pass'
    }
    const exchanged = await exchange(world.tenant, authorization, { events: { exchanged: [event('exchanged')] } })
    expect(exchanged.outcome).toBe('exchanged')
    expect(await rotate(straight.tenant, exchanged.refreshToken, authorization.fence)).toMatchObject({
      outcome: 'rotated',
    })
    expect(await newestEvents(straight.tenant, 10)).toHaveLength(1)
  })
})

test('what was lost before its commit is done again', async () => {
  const { world, strike, straight } = await openBehindProxy()
  const record = { id: id(), displayName: 'Ada', userName: 'ada', emailAddress: null, emailVerified: false }
  strike('cut-after', 'ada')
  const made = await world.tenant.createAccount({ account: record, passwordHash: null, now: START })
  expect(made).toMatchObject({ outcome: 'created' })
  expect(await straight.tenant.findAccountByIdentifier('ada')).toMatchObject({ outcome: 'found' })
})

/** The next transaction that writes an event takes a second to commit. */
async function sleepAtNextCommit(url: string): Promise<void> {
  onTestFinished(async () => {
    await query(url, 'DROP FUNCTION sleep_once CASCADE; DROP SEQUENCE sleeps')
  })
  await query(
    url,
    `CREATE SEQUENCE sleeps;
    CREATE FUNCTION sleep_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF nextval('sleeps') = 1 THEN PERFORM pg_sleep(1); END IF; RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER sleep_once AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION sleep_once()`,
  )
}

const END_SLEEPER =
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid <> pg_backend_pid()"
