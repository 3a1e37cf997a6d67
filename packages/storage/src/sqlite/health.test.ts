import { rename, rm, writeFile } from 'node:fs/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openStorage } from '../index.ts'
import { openConnection } from './connection.ts'
import { watchFile } from './database-file.ts'
import { createGroupCommit } from './group-commit.ts'
import { createHealth } from './health.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

async function openHealth() {
  const path = `${await temporaryFolder()}/hub.sqlite`
  const db = await openDatabase(path, () => {})
  onTestFinished(() => db.close())
  await migrate(db)
  const file = watchFile(path)
  const fatal: string[] = []
  const commits = createGroupCommit(db, {
    obstacle: () => file.obstacle(),
    onFatal: ({ message }) => fatal.push(message),
  })
  return { db, path, commits, fatal, check: createHealth(db, commits, file) }
}

const log = (bytes: number) =>
  `CREATE TABLE IF NOT EXISTS filler (x TEXT); INSERT INTO filler VALUES (hex(zeroblob(${bytes})))`

test('asking often writes nothing', async () => {
  const { db, check } = await openHealth()
  const frames = () => db.one<{ log: number }>('PRAGMA wal_checkpoint(NOOP)')?.log
  const before = frames()
  for (const _ of [1, 2, 3]) expect(await check()).toBe('ready')
  expect(frames()).toBe(before)
})

test('a full disk is read-only until there is room for a whole batch, whatever smaller ones pass', async () => {
  const { db, commits, check } = await openHealth()
  const pages = db.one<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0
  db.execute(`PRAGMA max_page_count = ${pages + 10}`)
  await expect(commits.write(() => db.execute(log(100_000)))).rejects.toThrow('full')
  await commits.write(() => db.execute(log(1_000)))
  for (const _ of [1, 2]) expect(await check()).toBe('read-only')
  db.execute('PRAGMA max_page_count = 100000')
  expect(await check()).toBe('ready')
  expect(db.one('SELECT count(*) AS left FROM one_time')).toEqual({ left: 0 })
})

test('a database that is closed for writing is read-only', async () => {
  const { db, commits, check } = await openHealth()
  db.execute('PRAGMA query_only = ON')
  await expect(commits.write(() => db.run('UPDATE schema SET version = version'))).rejects.toThrow('readonly')
  expect(await check()).toBe('read-only')
  db.execute('PRAGMA query_only = OFF')
  expect(await check()).toBe('ready')
})

test('a write lock that nobody gives up is not ready', async () => {
  const { path, check } = await openHealth()
  const other = openConnection(path)
  onTestFinished(() => other.close())
  other.execute('BEGIN IMMEDIATE')
  expect(await check()).not.toBe('ready')
  other.execute('ROLLBACK')
  expect(await check()).toBe('ready')
})

test('a file that was moved away or replaced is away: what is written to it would be lost', async () => {
  const { path, check } = await openHealth()
  await rename(path, `${path}.moved`)
  expect(await check()).toBe('away')
  await writeFile(path, '')
  expect(await check()).toBe('away')
  await rename(`${path}.moved`, path)
  expect(await check()).toBe('ready')
})

test('nothing is written to a file that was moved away or deleted, and it goes on when the file is back', async () => {
  const { db, path, commits } = await openHealth()
  const write = () => commits.write(() => db.run('UPDATE schema SET version = version'))
  await write()
  await rename(path, `${path}.moved`)
  // The look before may have been a moment ago.
  await vi.waitFor(() => expect(write()).rejects.toThrow('was moved away or replaced'))
  await expect(write()).rejects.toMatchObject({ name: 'StorageUnavailableError' })
  expect(await commits.read(() => 1)).toBe(1)
  await rename(`${path}.moved`, path)
  await vi.waitFor(write)
  await rm(path)
  await vi.waitFor(() => expect(write()).rejects.toThrow('was moved away or replaced'))
})

test('after a failed sync it stays away, and that is told once', async () => {
  const { commits, fatal, check } = await openHealth()
  for (const _ of [1, 2]) commits.fail(new Error('fsync'))
  expect(await check()).toBe('away')
  expect(fatal).toEqual([expect.stringContaining('fsync')])
})

test('a schema that asks for a newer release ends all service', async () => {
  const { db, path, commits, fatal, check } = await openHealth()
  expect(await check()).toBe('ready')
  const newer = openConnection(path)
  onTestFinished(() => newer.close())
  newer.execute('UPDATE schema SET version = 99, minimum_reader = 98')
  expect(await check()).toBe('away')
  expect(fatal).toEqual([expect.stringMatching(/asks for a release that knows schema 98 or newer; this one knows/)])
  await expect(commits.write(() => db.run('UPDATE schema SET version = 1'))).rejects.toThrow('asks for a release')
})

test('a storage that was closed is away', async () => {
  const storage = await openStorage(`sqlite:${await temporaryFolder()}/hub.sqlite`)
  expect(await storage.health()).toEqual({ status: 'ready', droppedEvents: 0 })
  await storage.close()
  expect(await storage.health()).toEqual({ status: 'away', droppedEvents: 0 })
})
