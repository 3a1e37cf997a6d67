import { randomBytes } from 'node:crypto'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { migrations } from './migrations.ts'
import { openDatabase } from './open-database.ts'
import { createSealer } from './sealer.ts'
import { sealingKey } from './sealing-key.ts'

const sealer = createSealer(Buffer.alloc(32, 7))
const modeOf = (path: string): number => statSync(path).mode & 0o777

test('the file, its log and its folder are for this user alone', () => {
  const folder = join(temporaryFolder(), 'data')
  const path = join(folder, 'consumer.sqlite')
  const database = openDatabase(path, sealer)
  expect(modeOf(folder)).toBe(0o700)
  for (const name of readdirSync(folder)) expect([name, modeOf(join(folder, name))]).toEqual([name, 0o600])
  expect(readdirSync(folder)).toContain('consumer.sqlite-wal')
  database.close()
})

test('it commits to the disk before it answers, and survives being opened again', () => {
  const path = join(temporaryFolder(), 'consumer.sqlite')
  openDatabase(path, sealer).close()
  const database = openDatabase(path, sealer)
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
  expect(database.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 })
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length })
  database.close()
})

test('another key is told at the start', () => {
  const path = join(temporaryFolder(), 'consumer.sqlite')
  openDatabase(path, sealer).close()
  expect(() => openDatabase(path, createSealer(randomBytes(32)))).toThrow(/The key does not open .*consumer\.sqlite/)
})

test('a file of a newer version is left alone', () => {
  const path = join(temporaryFolder(), 'consumer.sqlite')
  const newer = new DatabaseSync(path)
  newer.exec('PRAGMA user_version = 99')
  newer.close()
  expect(() => openDatabase(path, sealer)).toThrow('newer version')
})

test('the key file is made once, and a damaged one is told', () => {
  const path = join(temporaryFolder(), 'data', 'consumer.key')
  const key = sealingKey(path)
  expect(key).toHaveLength(32)
  expect(modeOf(path)).toBe(0o600)
  expect(sealingKey(path)).toEqual(key)
  expect(readdirSync(join(path, '..'))).toEqual(['consumer.key'])
  writeFileSync(path, 'short')
  expect(() => sealingKey(path)).toThrow('damaged')
})
