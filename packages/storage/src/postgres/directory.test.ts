import { expect, onTestFinished, test, vi } from 'vitest'
import { openStorage } from '../index.ts'
import {
  DIRECTORY_USERS,
  fillDirectory,
  PAGE_MILLISECONDS,
  PAGE_ROWS,
  QUESTIONS,
  walkPages,
} from '../suite/directory.ts'
import { makeTenant } from '../suite/world.ts'
import { query } from './testing/open-fresh.ts'
import { usePostgres } from './testing/postgres-server.ts'
import { temporaryDatabase } from './testing/temporary-database.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 })

const server = usePostgres()

/** One that has asked before anybody was there, so that its plans are of an empty directory. */
async function openDirectory() {
  const { url } = await temporaryDatabase(server())
  const hub = await openStorage(url)
  onTestFinished(() => hub.close())
  const tenant = await makeTenant(hub, 'acme')
  for (const question of QUESTIONS) await walkPages(tenant, question)
  const numbers = `generate_series(0, ${DIRECTORY_USERS - 1}) AS n`
  for (const statement of fillDirectory(tenant.tenant.id, numbers)) await query(url, statement)
  return { url, hub, tenant }
}

const READ = `
  SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) AS rows FROM pg_stat_user_tables WHERE relname = 'accounts'`

test('a page reads a few rows for each that it shows, under plans of any age', async () => {
  const { url, hub, tenant } = await openDirectory()
  await query(url, 'SELECT pg_stat_reset()')
  const questions = QUESTIONS.filter(({ role }) => role !== 'rare')
  for (const question of questions) await tenant.listAccounts({ ...question, after: null, limit: PAGE_ROWS })
  // A session tells its numbers when it ends, if not before.
  await hub.close()
  const told = async () => Number((await query<{ rows: string }>(url, READ))[0]?.rows ?? 0)
  await expect.poll(told, { timeout: 10_000 }).toBeGreaterThan(0)
  expect(await told()).toBeLessThan(questions.length * PAGE_ROWS * 2)
})

test(`of ${DIRECTORY_USERS} users, each page of a list or a search comes within ${PAGE_MILLISECONDS} ms`, async () => {
  const { tenant } = await openDirectory()
  for (const question of QUESTIONS) {
    const { accounts, pages, slowestMilliseconds } = await walkPages(tenant, question)
    const isFast = slowestMilliseconds < PAGE_MILLISECONDS
    expect({ question, slowestMilliseconds, isFast }).toMatchObject({ isFast: true })
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(accounts.length)
    expect(accounts.length).toBeLessThanOrEqual(pages * PAGE_ROWS)
  }
  expect((await walkPages(tenant, {})).accounts).toHaveLength((DIRECTORY_USERS * 3) / 4)
})
