import { expect, onTestFinished, test, vi } from 'vitest'
import { openStorage } from '../index.ts'
import { START } from '../suite/fixtures.ts'
import { makeWorld } from '../suite/world.ts'
import { query } from './testing/open-fresh.ts'
import { usePostgres } from './testing/postgres-server.ts'
import { temporaryDatabase } from './testing/temporary-database.ts'

vi.setConfig({ testTimeout: 60_000 })

const server = usePostgres()

const MANY = 70_000

// Of another tenant, and all of one account and one client.
const FILL = [
  `INSERT INTO sessions (id, tenant_id, session_hash, account_id, account_epoch, tenant_epoch, auth_at, amr,
      idle_ends_at, absolute_ends_at)
    SELECT lpad(n::text, 26, 'z'), 'other', sha256(n::text::bytea), 'other', 0, 0, 0, '[]', ${START * 2}, ${START * 2}
    FROM generate_series(1, ${MANY}) AS n`,
  `INSERT INTO consents (account_id, client, tenant_id, scopes, decided_at)
    SELECT lpad(n::text, 26, 'z'), 'other', 'other', '', 0 FROM generate_series(1, ${MANY}) AS n`,
  `INSERT INTO grants (id, tenant_id, client, account_id, scopes, auth_at, amr, account_epoch, client_epoch,
      tenant_epoch, policy_version, absolute_ends_at, redirect_uri_sent, code_failures, code_ends_at, tokens_id,
      previous_tokens_id, tokens_at, access_ends_at, review_at)
    SELECT lpad(n::text, 26, 'z'), 'other', 'other', 'other', '', 0, '[]', 0, 0, 0, 0, ${START * 2}, true, 0, 0, '', '',
      0, 0, ${START * 2}
    FROM generate_series(1, ${MANY}) AS n`,
]

// A page looks at 20,000 rows, once for where each slice ends and once for what is in it.
const MOST_ROWS = 3 * 20_000
const TOO_MANY_READ = `
  SELECT relname AS from, seq_tup_read AS rows FROM pg_stat_user_tables WHERE seq_tup_read > ${MOST_ROWS}
  UNION ALL
  SELECT indexrelname, idx_tup_read FROM pg_stat_user_indexes WHERE idx_tup_read > ${MOST_ROWS}`

test('a page of a long list reads so many rows, also by plans that were made when the tables were empty', async () => {
  const { url } = await temporaryDatabase(server())
  const hub = await openStorage(url)
  onTestFinished(() => hub.close())
  const { tenant } = await makeWorld({ storage: hub } as Parameters<typeof makeWorld>[0])
  const page = { after: null, limit: 10, now: START }
  const readPages = async () => [
    await tenant.listSessions(page),
    await tenant.listConsents(page),
    await tenant.listGrants(page),
  ]
  expect((await readPages()).map(({ rows }) => rows.length)).toEqual([1, 0, 0])
  for (const statement of FILL) await query(url, statement)
  await query(url, 'SELECT pg_stat_reset()')
  const pages = await readPages()
  expect(pages.map(({ rows, next }) => [rows.length, next === null])).toEqual([
    [0, false],
    [0, false],
    [0, false],
  ])
  await hub.close()
  // A session tells its numbers when it ends, if not before.
  const told = "SELECT 1 FROM pg_stat_user_indexes WHERE indexrelname = 'grants_pkey' AND idx_tup_read > 20000"
  await expect.poll(() => query(url, told), { timeout: 10_000 }).toHaveLength(1)
  expect(await query(url, TOO_MANY_READ)).toEqual([])
})
