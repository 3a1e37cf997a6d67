import { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  DIRECTORY_USERS,
  fillDirectory,
  PAGE_MILLISECONDS,
  PAGE_ROWS,
  QUESTIONS,
  walkPages,
} from '../suite/directory.ts'
import { makeTenant } from '../suite/world.ts'
import { type Connection, openConnection } from './connection.ts'
import { listAccounts } from './list-accounts.ts'
import { openHub } from './testing/open-hub.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 })

async function openDirectory() {
  const { hub, path } = await openHub()
  const tenant = await makeTenant(hub, 'acme')
  using beside = new DatabaseSync(path)
  beside.exec(`BEGIN; CREATE TEMP TABLE numbers AS
    WITH RECURSIVE of (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM of WHERE n < ${DIRECTORY_USERS - 1}) SELECT n FROM of`)
  for (const statement of fillDirectory(tenant.tenant.id, 'numbers')) beside.exec(statement)
  beside.exec('COMMIT')
  // As a request would that is sent after it.
  await nextTurn()
  return { tenant, path }
}

/** How each statement of a list finds its rows. */
function explain(path: string, list: (db: Connection) => unknown): string[] {
  const db = openConnection(path)
  onTestFinished(() => db.close())
  const steps: string[] = []
  list({
    ...db,
    all: (sql, ...values) => {
      steps.push(...db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => detail))
      return db.all(sql, ...values)
    },
  })
  return steps
}

test('pages and searches find their rows in the order of an index, and read no table', async () => {
  const { tenant, path } = await openDirectory()
  for (const question of QUESTIONS) {
    const steps = explain(path, (db) => listAccounts(db, tenant.tenant.id, { ...question, after: null, limit: 9 }))
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([])
    // Those few who have a rare role are sorted.
    const isSorted = steps.some((step) => step.includes('TEMP B-TREE'))
    const isByName = steps.some((step) => step.includes('USING INDEX accounts_by_name'))
    expect({ question, isSorted, isByName }).toEqual({
      question,
      isSorted: question.role === 'rare',
      isByName: question.role !== 'rare',
    })
  }
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
