import { hubScopes } from '@identity-hub/core'
import { describe, expect, test, vi } from 'vitest'
import { migrateDatabase, openStorage } from '../index.ts'
import { openTenant } from '../suite/world.ts'
import { createConnections } from './connections.ts'
import { migrate } from './migrate.ts'
import { hubScopes as addHubScopes } from './migrations/hub-scopes.ts'
import { migrations } from './migrations/migrations.ts'
import { query } from './testing/open-fresh.ts'
import { usePostgres } from './testing/postgres-server.ts'
import { temporaryDatabase } from './testing/temporary-database.ts'

vi.setConfig({ testTimeout: 60_000 })

const server = usePostgres()

const own = migrations.at(-1)?.version ?? 0

describe('opening', () => {
  test('makes the schema in an empty database, and leaves it alone the next time', async () => {
    const { url } = await temporaryDatabase(server())
    const storage = await openStorage(url)
    expect((await storage.listTenants({ after: null, limit: 1 })).rows).toEqual([])
    await storage.close()
    expect(await migrateDatabase(url)).toEqual({ from: own, to: own })
  })

  test('refuses a schema that is older when it may not migrate', async () => {
    const { url } = await temporaryDatabase(server())
    await expect(openStorage(url, { migrate: false })).rejects.toThrow(
      `has schema 0 and needs ${own}: migrate it first`,
    )
    await migrateDatabase(url)
    await (await openStorage(url, { migrate: false })).close()
  })

  test('refuses a schema of a time before the first release', async () => {
    const { url } = await temporaryDatabase(server())
    await migrateDatabase(url)
    await query(url, 'UPDATE schema SET version = 1, minimum_reader = 1')
    for (const migrating of [true, false])
      await expect(openStorage(url, { migrate: migrating })).rejects.toThrow(
        /has schema 1, from before the first release/,
      )
  })

  test('refuses a schema that asks for a newer release', async () => {
    const { url } = await temporaryDatabase(server())
    await migrateDatabase(url)
    await query(url, 'UPDATE schema SET version = 99, minimum_reader = 98')
    await expect(openStorage(url)).rejects.toThrow(/asks for a release that knows schema 98 or newer; this one knows/)
  })

  test('goes on beside a release that has added to the schema', async () => {
    const { url } = await temporaryDatabase(server())
    await migrateDatabase(url)
    await query(url, `UPDATE schema SET version = 99, minimum_reader = ${own}`)
    const storage = await openStorage(url)
    expect(await storage.health()).toMatchObject({ status: 'ready' })
    await storage.close()
  })

  test('refuses a database with tables of somebody else', async () => {
    const { url } = await temporaryDatabase(server())
    await query(url, 'CREATE TABLE clients (id integer)')
    await expect(openStorage(url)).rejects.toThrow('holds tables that are not of Identity Hub')
    await query(url, 'CREATE TABLE schema (version integer)')
    await expect(openStorage(url)).rejects.toThrow('holds tables that are not of Identity Hub')
  })

  test('refuses an encoding that cannot hold every name', async () => {
    const { url } = await temporaryDatabase(server(), "ENCODING 'LATIN1'")
    await expect(openStorage(url)).rejects.toThrow('must be encoded in UTF8, not LATIN1')
  })

  test.each([
    ['a wrong password', (url: URL) => (url.password = 'hunter2')],
    ['a database that is not there', (url: URL) => (url.pathname = '/nowhere')],
    ['a port where nobody listens', (url: URL) => (url.port = '1')],
    ['a certificate that is not there', (url: URL) => (url.search = '?sslrootcert=/nowhere.pem')],
  ])('tells %s in one line without the password', async (_case, spoil) => {
    const url = new URL(server().url)
    url.password = 'hunter1'
    spoil(url)
    const error: unknown = await openStorage(url.href).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).toMatch(/^[^\n]{10,}$/)
    expect(String(error)).not.toMatch(/hunter/)
  })

  test('warns of a server that does not write through', async () => {
    const { url } = await temporaryDatabase(server())
    const warnings: string[] = []
    await (await openStorage(url, { onWarning: (warning) => warnings.push(warning) })).close()
    const [{ fsync } = { fsync: '' }] = await query<{ fsync: string }>(url, 'SHOW fsync')
    expect(warnings.some((warning) => warning.includes('fsync=off'))).toBe(fsync === 'off')
  })
})

describe('migrating', () => {
  test('takes steps that follow each other', () => {
    expect(migrations.map(({ version }) => version)).toEqual(
      migrations.map((_, at) => own + 1 - migrations.length + at),
    )
  })

  test('takes a step as a whole or not at all, and keeps those before it', async () => {
    const { url } = await temporaryDatabase(server())
    const connections = createConnections(url)
    const second = { version: own + 1, minimumReader: own, statements: 'ALTER TABLE clients ADD COLUMN logo text' }
    const broken = { version: own + 2, minimumReader: own, statements: 'CREATE TABLE again (); CREATE TABLE again ()' }
    await expect(migrate(connections, [...migrations, second, broken])).rejects.toThrow('already exists')
    expect(await query(url, "SELECT 1 FROM pg_class WHERE relname = 'again'")).toEqual([])
    const reached = [{ version: own + 1, minimum_reader: own }]
    expect(await query(url, 'SELECT * FROM schema')).toEqual(reached)
    const repaired = { ...broken, statements: 'CREATE TABLE again ()' }
    const all = [...migrations, second, repaired]
    expect(await migrate(connections, all)).toEqual({ from: own + 1, to: own + 2 })
    expect(await migrate(connections, all)).toEqual({ from: own + 2, to: own + 2 })
    await connections.close()
  })

  test('gives the scopes of the hub to every tenant, beside those that are there', async () => {
    const { url } = await temporaryDatabase(server())
    const connections = createConnections(url)
    await migrate(
      connections,
      migrations.filter(({ version }) => version < addHubScopes.version),
    )
    await connections.close()
    for (const slug of ['acme', 'beta']) {
      await query(
        url,
        `INSERT INTO tenants (id, slug, name, status, epoch, policy_version, locale, created_at)
          VALUES ('${slug}', '${slug}', '${slug}', 'open', 0, 0, 'en', 1)`,
      )
      await query(
        url,
        `INSERT INTO scopes (tenant_id, name, description, required_roles, created_at)
          VALUES ('${slug}', 'calendar', '{}', '[]', 1)`,
      )
    }
    const storage = await openStorage(url)
    for (const slug of ['acme', 'beta']) {
      const tenant = await openTenant(storage, slug)
      const { rows } = await tenant.listScopes({ after: null, limit: 99 })
      expect(rows).toEqual([
        expect.objectContaining({ name: 'calendar' }),
        ...hubScopes.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      ])
    }
    await storage.close()
  })

  test('each table, and what is written to it, lies in the schema that the search path names first', async () => {
    const { url } = await temporaryDatabase(server())
    await query(url, 'CREATE SCHEMA hub')
    await query(url, 'CREATE TABLE public.clients (id integer)')
    const storage = await openStorage(`${url}?options=-c%20search_path%3Dhub`)
    expect((await storage.listTenants({ after: null, limit: 1 })).rows).toEqual([])
    await storage.close()
    expect(await query(url, "SELECT 1 FROM pg_tables WHERE schemaname = 'hub' AND tablename = 'tenants'")).toHaveLength(
      1,
    )
  })
})
