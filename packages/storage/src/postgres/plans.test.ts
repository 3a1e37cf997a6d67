import { expect, onTestFinished, test, vi } from 'vitest'
import { openStorage } from '../index.ts'
import { HOUR, id, issue, START } from '../suite/fixtures.ts'
import { authorize, exchange, rotate } from '../suite/tokens.ts'
import { giveRole, makeWorld, openTenant, type World } from '../suite/world.ts'
import { query } from './testing/open-fresh.ts'
import { usePostgres } from './testing/postgres-server.ts'
import { temporaryDatabase } from './testing/temporary-database.ts'

vi.setConfig({ testTimeout: 120_000 })

const server = usePostgres()

const MANY = 32

/** Everything that the requests of a client, and of a person who is signed in, ask for: many at a time. */
async function useHotPath(world: World): Promise<void> {
  const { hub, client, person } = world
  const tokens = await Promise.all(
    Array.from({ length: MANY }, async () => {
      const tenant = await openTenant(hub, 'acme')
      await tenant.findClient(client.clientId)
      const secret = { kind: 'client', keyHash: person.session.hash, limit: 1_000_000, windowSeconds: 60 }
      expect(await tenant.findDelay({ keys: [secret], now: START })).toEqual({ outcome: 'allowed' })
      const { session, account } = person
      const touched = { sessionHash: session.hash, idleEndsAt: START + HOUR, now: START }
      expect((await tenant.touchSession(touched)).outcome).toBe('live')
      const scopes = ['profile']
      const facts = await tenant.findAuthorizationFacts({ accountId: account.id, client: client.id, scopes })
      expect(facts.scopes).toMatchObject([{ name: 'profile' }])
      expect(await tenant.listScopesNamed(scopes)).toEqual(facts.scopes)
      const authorization = await authorize({ ...world, tenant })
      await tenant.findCode(authorization.code.id)
      const exchanged = await exchange(tenant, authorization)
      expect(exchanged.outcome).toBe('exchanged')
      await tenant.findRefreshToken(exchanged.refreshToken.id)
      const rotated = await rotate(tenant, exchanged.refreshToken, authorization.fence)
      expect(rotated.outcome).toBe('rotated')
      expect((await rotate(tenant, exchanged.refreshToken, authorization.fence)).outcome).toBe('repeat')
      const accessToken = { id: rotated.accessToken.id, tokenHash: rotated.accessToken.hash }
      expect((await tenant.findAccessToken(accessToken)).outcome).toBe('found')
      const own = issue('at')
      const issued = await tenant.issueClientToken({
        fence: { client: client.id, clientEpoch: client.epoch, tenantEpoch: tenant.tenant.epoch },
        accessToken: { id: own.id, tokenHash: own.hash, scopes: [], audience: [], expiresAt: START + HOUR },
        now: START,
      })
      expect(issued.outcome).toBe('issued')
      expect((await tenant.findAccessToken({ id: own.id, tokenHash: own.hash })).outcome).toBe('found')
      expect((await exchange(tenant, authorization)).outcome).toBe('replayed')
      return { refreshToken: rotated.refreshToken.id, accessToken }
    }),
  )
  // From here on rights are judged anew.
  const tenant = await openTenant(hub, 'acme')
  await giveRole(tenant, { accountId: person.account.id, role: `role ${id()}`, now: START })
  await Promise.all(
    tokens.map(async ({ refreshToken, accessToken }) => {
      const rights = { standing: { rights: { scopes: [{ name: 'profile' }] } } }
      expect(await tenant.findRefreshToken(refreshToken)).toMatchObject(rights)
      expect(await tenant.findAccessToken(accessToken)).toMatchObject(rights)
    }),
  )
}

/** 100,000 rows of each kind, all of the tenant, and all grants of one account and client. */
async function fillTables(url: string, { tenant, client, person }: World): Promise<void> {
  const copy = async (table: string, changed: Record<string, string>, from: string): Promise<void> => {
    const names = (
      await query<{ name: string }>(
        url,
        `SELECT attname AS name FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped`,
      )
    ).map(({ name }) => name)
    const values = names.map((name) => changed[name] ?? name)
    await query(
      url,
      `INSERT INTO ${table} (${names.join(', ')})
        SELECT ${values.join(', ')} FROM (SELECT * FROM ${table} WHERE ${from} LIMIT 1) AS one, generate_series(1, 100000) AS n`,
    )
  }
  const newId = "lpad(n::text, 26, 'z')"
  const newHash = 'sha256(n::text::bytea)'
  const ofTenant = `tenant_id = '${tenant.tenant.id}'`
  await copy(
    'grants',
    { id: newId, tokens_id: newId, code_hash: newHash },
    `account_id = '${person.account.id}' AND client = '${client.id}'`,
  )
  const hashes = { access_token_hash: newHash, refresh_token_hash: newHash }
  await copy('issued_tokens', { id: newId, grant_id: newId, ...hashes }, `${ofTenant} AND retry_answer IS NOT NULL`)
  await copy('clients', { id: newId, client_id: newId }, ofTenant)
  await copy('accounts', { id: newId }, ofTenant)
  await copy('sessions', { id: newId, session_hash: newHash }, ofTenant)
  await copy('throttles', { key_hash: newHash }, ofTenant)
  await copy('scopes', { name: newId }, ofTenant)
  await copy('account_roles', { account_id: newId }, ofTenant)
}

interface Reading {
  readonly from: string
  readonly rows: number
}

// Each request looks up a few dozen rows. One plan that reads a table whole would read 100,000 for each.
const MOST_ROWS = MANY * 64
const TOO_MANY_READ = `
  SELECT relname AS from, seq_tup_read AS rows FROM pg_stat_user_tables WHERE seq_tup_read > ${MOST_ROWS}
  UNION ALL
  SELECT indexrelname, idx_tup_read FROM pg_stat_user_indexes WHERE idx_tup_read > ${MOST_ROWS}`

/** What had more read from it than anybody asked for. */
async function measure(url: string, work: () => Promise<void>): Promise<Reading[]> {
  await query(url, 'SELECT pg_stat_reset()')
  await work()
  // A session tells its numbers when it ends, if not before.
  const told = "SELECT 1 FROM pg_stat_user_indexes WHERE indexrelname = 'grants_pkey' AND idx_scan > $1"
  await expect.poll(() => query(url, told, MANY), { timeout: 10_000 }).toHaveLength(1)
  return query<Reading>(url, TOO_MANY_READ)
}

test('every request reads by index what it asked for, from tables of any size and under plans of any age', async () => {
  const { url } = await temporaryDatabase(server())
  const open = async () => {
    const hub = await openStorage(url)
    onTestFinished(() => hub.close())
    return hub
  }
  const hub = await open()
  const world = await makeWorld({ storage: hub } as Parameters<typeof makeWorld>[0])
  await useHotPath(world)
  const counted = { kind: 'client', keyHash: world.person.session.hash, limit: 1_000_000, windowSeconds: 60 }
  await world.tenant.countAttempt({ keys: [counted], now: START })
  await fillTables(url, world)
  const readByOldPlans = await measure(url, async () => {
    await useHotPath(world)
    await hub.close()
  })
  expect(readByOldPlans).toEqual([])

  for (const preparation of ['SELECT 1', 'ANALYZE']) {
    await query(url, preparation)
    const other = await open()
    const tenant = await openTenant(other, 'acme')
    const read = await measure(url, async () => {
      await useHotPath({ ...world, hub: other, tenant })
      await other.close()
    })
    expect(read).toEqual([])
  }
})
