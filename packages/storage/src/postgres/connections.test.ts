import { expect, onTestFinished, test, vi } from 'vitest'
import { type Connections, createConnections } from './connections.ts'
import { query } from './testing/open-fresh.ts'
import { usePostgres } from './testing/postgres-server.ts'
import { temporaryDatabase } from './testing/temporary-database.ts'

vi.setConfig({ testTimeout: 60_000 })

const server = usePostgres()

async function openConnections(setting?: string): Promise<{ connections: Connections; url: string }> {
  const { url } = await temporaryDatabase(server())
  if (setting !== undefined) await query(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET ${setting}`)
  const connections = createConnections(url)
  onTestFinished(() => connections.close())
  return { connections, url }
}

const settingOf = (connections: Connections, name: string): Promise<{ value: string } | undefined> =>
  connections.use((db) => db.one<{ value: string }>('SELECT current_setting($1) AS value', name))

test.each([
  ['synchronous_commit = off', 'synchronous_commit', 'on'],
  ['synchronous_commit = local', 'synchronous_commit', 'on'],
  ['synchronous_commit = remote_apply', 'synchronous_commit', 'remote_apply'],
  ["default_transaction_isolation = 'serializable'", 'transaction_isolation', 'read committed'],
  ['statement_timeout = 0', 'statement_timeout', '1100ms'],
])('a database that says %s has sessions with %s %s', async (setting, name, value) => {
  const { connections } = await openConnections(setting)
  expect(await settingOf(connections, name)).toEqual({ value })
})

test('a session is used again, but not after it was left in a transaction', async () => {
  const { connections } = await openConnections()
  const pid = () => connections.use((db) => db.one<{ pid: number }>('SELECT pg_backend_pid() AS pid'))
  const first = await pid()
  expect(await pid()).toEqual(first)
  await connections.use((db) => db.execute('BEGIN'))
  expect(await pid()).not.toEqual(first)
})

test('a statement that the server would never answer is given up', async () => {
  const { connections } = await openConnections()
  const since = performance.now()
  const sleeping = connections.use((db) => db.one('SELECT pg_sleep(5)'), { patienceMilliseconds: 200 })
  await expect(sleeping).rejects.toMatchObject({ name: 'DeadlinePassedError' })
  expect(performance.now() - since).toBeLessThan(1_000)
})

test('instants come back as numbers, and one beyond what a number holds is an error', async () => {
  const { connections } = await openConnections()
  const read = (value: string) => connections.use((db) => db.one(`SELECT ${value}::bigint AS value`))
  expect(await read('9007199254740991')).toEqual({ value: Number.MAX_SAFE_INTEGER })
  await expect(read('9007199254740992')).rejects.toThrow('beyond 2^53')
  expect(await read('1')).toEqual({ value: 1 })
})
