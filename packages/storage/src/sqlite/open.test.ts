import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { hubScopes } from '@identity-hub/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openStorage } from '../index.ts'
import { migrate, OWN_VERSION, readSchema } from './migrate.ts'
import { openTenant } from '../suite/world.ts'
import { initial } from './migrations/initial.ts'
import { hubScopes as addHubScopes } from './migrations/hub-scopes.ts'
import { migrations } from './migrations/migrations.ts'
import { openDatabase } from './open-database.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

async function newPath() {
  return `${await temporaryFolder()}/data/hub.sqlite`
}

async function newFile() {
  const path = `${await temporaryFolder()}/letter.txt`
  await writeFile(path, 'Dear reader')
  return path
}

function edit(path: string, sql: string): void {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}

describe('the database file', () => {
  test('is made for its owner alone, with its folder and its log', async () => {
    const folder = await temporaryFolder()
    const path = `${folder}/a/b/hub.sqlite`
    const storage = await openStorage(`sqlite:${path}`)
    onTestFinished(() => storage.close())
    await storage.listTenants({ after: null, limit: 1 })
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(await modeOf(file)).toBe('600')
    for (const made of [`${folder}/a`, `${folder}/a/b`]) expect(await modeOf(made)).toBe('700')
  })

  test('is reported when others can read it', async () => {
    const path = await newPath()
    await (await openStorage(`sqlite:${path}`)).close()
    await chmod(path, 0o644)
    const warnings: string[] = []
    const storage = await openStorage(`sqlite:${path}`, { onWarning: (message) => warnings.push(message) })
    onTestFinished(() => storage.close())
    expect(warnings).toEqual([expect.stringContaining('chmod 600')])
    expect(await modeOf(path)).toBe('644')
  })

  test('syncs at each commit and keeps a log that it copies itself', async () => {
    const db = await openDatabase(await newPath(), () => {})
    onTestFinished(() => db.close())
    const FULL = 2
    expect(db.one('PRAGMA journal_mode')).toMatchObject({ journal_mode: 'wal' })
    expect(db.one('PRAGMA synchronous')).toMatchObject({ synchronous: FULL })
    expect(db.one('PRAGMA wal_autocheckpoint')).toMatchObject({ wal_autocheckpoint: 0 })
  })

  test.each([
    // Here Node's own way of making folders on the way never comes back.
    ['a folder that takes none', async () => '/proc/nope/hub.sqlite'],
    ['a file where a folder is needed', async () => `${await newFile()}/hub.sqlite`],
    ['a place that is a folder itself', async () => `${await temporaryFolder()}/`],
  ])('is refused in one line in %s', async (_case, place) => {
    const path = await place()
    for (const opening of [openStorage(`sqlite:${path}`), migrateDatabase(`sqlite:${path}`)])
      await expect(opening).rejects.toThrow(/^(?:the database \S+ cannot be made: [^\n]+; name a place|unable to open)/)
  })

  test('loses its log when the storage is closed', async () => {
    const path = await newPath()
    await (await openStorage(`sqlite:${path}`)).close()
    await expect(stat(`${path}-wal`)).rejects.toMatchObject({ code: 'ENOENT' })
    expect((await readFile(path)).subarray(0, 15).toString()).toBe('SQLite format 3')
  })
})

describe('a database URL', () => {
  test.each([
    ['postgresq1://hub:secret@db/hub', /not with postgresq1:$/],
    ['/var/lib/hub.sqlite', /not with none$/],
    ['', /not with none$/],
    ['sqlite:hub.sqlite', /absolute path/],
    ['sqlite:', /absolute path/],
  ])('that cannot be used is refused in one line: %s', async (url, message) => {
    await expect(openStorage(url)).rejects.toThrow(message)
    await expect(openStorage(url)).rejects.not.toThrow(/secret|\n/)
    await expect(migrateDatabase(url)).rejects.toThrow(message)
  })
})

describe('the schema', () => {
  test('is made in steps that follow each other', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, at) => initial.version + at))
  })

  test('is made once', async () => {
    const url = `sqlite:${await newPath()}`
    expect(await migrateDatabase(url)).toEqual({ from: 0, to: OWN_VERSION })
    expect(await migrateDatabase(url)).toEqual({ from: OWN_VERSION, to: OWN_VERSION })
  })

  test('is made once by many processes that start at the same moment', { timeout: 60_000 }, async () => {
    const path = await newPath()
    const script = fileURLToPath(new URL('../testing/migrate-once.ts', import.meta.url))
    const outputs = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn(process.execPath, [script, `sqlite:${path}`], { stdio: ['ignore', 'pipe', 'inherit'] })
        const output = child.stdout.toArray()
        await once(child, 'close')
        return Buffer.concat(await output).toString()
      }),
    )
    const [made, found] = [`0 ${OWN_VERSION}`, `${OWN_VERSION} ${OWN_VERSION}`]
    expect(outputs.toSorted()).toEqual([made, found, found, found])
  })

  test('of before gets the scopes of the hub in every tenant, beside those that are there', async () => {
    const path = await newPath()
    const db = await openDatabase(path, () => {})
    await migrate(
      db,
      migrations.filter(({ version }) => version < addHubScopes.version),
    )
    for (const slug of ['acme', 'beta'])
      db.execute(`
        INSERT INTO tenants (id, slug, name, status, epoch, policy_version, locale, created_at)
          VALUES ('${slug}', '${slug}', '${slug}', 'open', 0, 0, 'en', 1);
        INSERT INTO scopes (tenant_id, name, description, required_roles, created_at)
          VALUES ('${slug}', 'calendar', '{}', '[]', 1)`)
    db.close()
    const storage = await openStorage(`sqlite:${path}`)
    onTestFinished(() => storage.close())
    for (const slug of ['acme', 'beta']) {
      const tenant = await openTenant(storage, slug)
      const { rows } = await tenant.listScopes({ after: null, limit: 99 })
      expect(rows).toEqual([
        expect.objectContaining({ name: 'calendar' }),
        ...hubScopes.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      ])
    }
  })

  test('must be there when it is not to be made', async () => {
    const url = `sqlite:${await newPath()}`
    await expect(openStorage(url, { migrate: false })).rejects.toThrow(`schema 0 and needs ${OWN_VERSION}`)
    await migrateDatabase(url)
    await (await openStorage(url, { migrate: false })).close()
  })

  test('of a newer release is used when that allows it, and otherwise refused', async () => {
    const path = await newPath()
    await migrateDatabase(`sqlite:${path}`)
    edit(path, 'UPDATE schema SET version = 99')
    await (await openStorage(`sqlite:${path}`)).close()
    expect(await migrateDatabase(`sqlite:${path}`)).toEqual({ from: 99, to: 99 })
    edit(path, 'UPDATE schema SET minimum_reader = 98')
    for (const migrating of [true, false])
      await expect(openStorage(`sqlite:${path}`, { migrate: migrating })).rejects.toThrow(
        `has schema 99, which asks for a release that knows schema 98 or newer; this one knows schema ${OWN_VERSION}`,
      )
  })

  test('of a time before the first release is refused', async () => {
    const path = await newPath()
    await migrateDatabase(`sqlite:${path}`)
    edit(path, 'UPDATE schema SET version = 1, minimum_reader = 1')
    for (const migrating of [true, false])
      await expect(openStorage(`sqlite:${path}`, { migrate: migrating })).rejects.toThrow(
        /has schema 1, from before the first release, .* begin with a new one/,
      )
  })

  test('of something else is left alone', async () => {
    const path = await newPath()
    await migrateDatabase(`sqlite:${path}`)
    edit(path, 'DROP TABLE schema')
    await expect(openStorage(`sqlite:${path}`)).rejects.toThrow('is not a database of Identity Hub')
    const other = `${await temporaryFolder()}/letter.txt`
    await writeFile(other, 'Dear reader, this is no database at all. '.repeat(50), { mode: 0o600 })
    await expect(openStorage(`sqlite:${other}`)).rejects.toThrow(/not a database/)
    expect(await readFile(other, 'utf8')).toMatch(/^Dear reader/)
  })

  test('takes a step as a whole or not at all', async () => {
    const db = await openDatabase(await newPath(), () => {})
    onTestFinished(() => db.close())
    await migrate(db)
    const broken = {
      version: OWN_VERSION + 1,
      minimumReader: OWN_VERSION,
      statements: 'CREATE TABLE extra (id TEXT) STRICT; CREATE TABLE tenants (id)',
    }
    await expect(migrate(db, [...migrations, broken])).rejects.toThrow('tenants already exists')
    expect(readSchema(db)).toMatchObject({ version: OWN_VERSION })
    const [version, minimumReader] = [OWN_VERSION + 1, OWN_VERSION + 1]
    const repaired = { ...broken, minimumReader, statements: 'CREATE TABLE extra (id TEXT) STRICT' }
    expect(await migrate(db, [...migrations, repaired])).toEqual({ from: OWN_VERSION, to: version })
    expect(readSchema(db)).toMatchObject({ version, minimumReader })
  })
})
