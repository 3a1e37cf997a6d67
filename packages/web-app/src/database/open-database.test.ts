import { randomBytes } from 'node:crypto'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { schema } from '../testing/open-sign-ins.ts'
import { openDatabase } from './open-database.ts'
import { createSealer } from './sealer.ts'
import { sealingKey } from './sealing-key.ts'

const sealer = createSealer(Buffer.alloc(32, 7))
const modeOf = (path: string): number => statSync(path).mode & 0o777

test('the file, its log and its folder are for this user alone', () => {
  const folder = join(temporaryFolder(), 'data')
  const path = join(folder, 'app.sqlite')
  const database = openDatabase(path, sealer, schema)
  expect(modeOf(folder)).toBe(0o700)
  for (const name of readdirSync(folder)) expect([name, modeOf(join(folder, name))]).toEqual([name, 0o600])
  expect(readdirSync(folder)).toContain('app.sqlite-wal')
  database.close()
})

test('it commits to the disk before it answers, and survives being opened again', () => {
  const path = join(temporaryFolder(), 'app.sqlite')
  openDatabase(path, sealer, schema).close()
  const database = openDatabase(path, sealer, schema)
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
  expect(database.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 })
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: schema.migrations.length })
  database.close()
})

test('another key is told at the start', () => {
  const path = join(temporaryFolder(), 'app.sqlite')
  openDatabase(path, sealer, schema).close()
  expect(() => openDatabase(path, createSealer(randomBytes(32)), schema)).toThrow(/The key does not open .*app\.sqlite/)
})

test('a file of a newer version is left alone', () => {
  const path = join(temporaryFolder(), 'app.sqlite')
  const newer = new DatabaseSync(path)
  newer.exec('PRAGMA user_version = 99')
  newer.close()
  expect(() => openDatabase(path, sealer, schema)).toThrow('newer version')
})

test('the key file is made once, and a damaged one is told', () => {
  const path = join(temporaryFolder(), 'data', 'app.key')
  const key = sealingKey(path)
  expect(key).toHaveLength(32)
  expect(modeOf(path)).toBe(0o600)
  expect(sealingKey(path)).toEqual(key)
  expect(readdirSync(join(path, '..'))).toEqual(['app.key'])
  writeFileSync(path, 'short')
  expect(() => sealingKey(path)).toThrow('damaged')
})
