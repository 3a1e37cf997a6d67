import { rename, writeFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openStorage } from '../index.ts'
import { openConnection } from './connection.ts'
import { identifyFile } from './database-file.ts'
import { createGroupCommit } from './group-commit.ts'
import { checkHealth } from './health.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

async function openHealth() {
  const path = `${await temporaryFolder()}/hub.sqlite`
  const db = await openDatabase(path, () => {})
  onTestFinished(() => db.close())
  await migrate(db)
  const commits = createGroupCommit(db)
  const file = identifyFile(path)
  return { db, path, commits, check: () => checkHealth(db, commits, file) }
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

test('a full disk is read-only until there is room again', async () => {
  const { db, commits, check } = await openHealth()
  const pages = db.one<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0
  db.execute(`PRAGMA max_page_count = ${pages}`)
  await expect(commits.write(() => db.execute(log(100_000)))).rejects.toThrow('full')
  // A page that is there already can be written: the disk has room for that much.
  expect(await check()).toBe('ready')
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

test('after a failed sync it stays away', async () => {
  const { commits, check } = await openHealth()
  commits.fail(new Error('fsync'))
  expect(await check()).toBe('away')
})

test('a storage that was closed is away', async () => {
  const storage = await openStorage(`sqlite:${await temporaryFolder()}/hub.sqlite`)
  expect(await storage.health()).toEqual({ status: 'ready', droppedEvents: 0 })
  await storage.close()
  expect(await storage.health()).toEqual({ status: 'away', droppedEvents: 0 })
})
