import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openStorage } from '../index.ts'
import { START } from '../suite/fixtures.ts'
import { makeClient, makeTenant, openTenant, populate } from '../suite/world.ts'
import { contracting, expanding } from '../testing/neighbours.ts'
import { serveWhile } from '../testing/serve-while.ts'
import { createConnections } from './connections.ts'
import { migrate } from './migrate.ts'
import { migrations, OWN_VERSION } from './migrations/migrations.ts'
import { query } from './testing/open-fresh.ts'
import { usePostgres } from './testing/postgres-server.ts'
import { temporaryDatabase } from './testing/temporary-database.ts'

vi.setConfig({ testTimeout: 60_000 })

const server = usePostgres()
const [expand, contract] = [expanding(OWN_VERSION), contracting(OWN_VERSION)]
const line = new RegExp(
  `has schema ${OWN_VERSION + 3}, which asks for a release that knows schema ${OWN_VERSION + 2} or newer; ` +
    `this one knows schema ${OWN_VERSION}$`,
)

async function openNeighbours() {
  const { url } = await temporaryDatabase(server())
  const fatal: string[] = []
  const hub = await openStorage(url, { onFatal: ({ message }) => fatal.push(message) })
  onTestFinished(() => hub.close())
  const world = await populate(hub)
  // The next release, as far as the schema is concerned.
  const next = createConnections(url)
  onTestFinished(() => next.close())
  return { url, hub, world, next, fatal }
}

test('a release goes on while the next one adds to the schema, and both write', async () => {
  const { url, hub, world, next } = await openNeighbours()
  const exchanges = await serveWhile(world, async () => {
    expect(await migrate(next, [...migrations, ...expand])).toEqual({ from: OWN_VERSION, to: OWN_VERSION + 2 })
    for (let at = 0; at < 100; at += 1)
      await next.use((db) => db.run('INSERT INTO logos (client, url) VALUES ($1, $2)', `client ${at}`, 'logo.svg'))
    await next.use((db) => db.run("UPDATE clients SET logo = 'logo.svg', revision = revision + 1"))
  })
  expect(exchanges).toBeGreaterThan(8)
  expect(await query(url, 'SELECT count(*)::integer AS grants FROM grants')).toEqual([{ grants: exchanges }])
  // What either writes, the other reads.
  expect(await world.tenant.findClient(world.client.clientId)).toMatchObject({ client: { revision: 1 } })
  await makeClient(world.tenant, { clientId: 'of this release' })
  expect(await query(url, "SELECT logo FROM clients WHERE client_id = 'of this release'")).toEqual([{ logo: null }])
  expect(await query(url, 'SELECT DISTINCT purpose FROM grants')).toEqual([{ purpose: 'sign-in' }])
  expect(await hub.health()).toMatchObject({ status: 'ready' })
  // One of this release may also start, and migrates nothing back.
  const another = await openStorage(url)
  await makeTenant(another, 'beta')
  await serveWhile({ ...world, tenant: await openTenant(another, 'acme') }, async () => {})
  await another.close()
})

test('when the schema takes away what a release needs, it neither starts nor goes on', async () => {
  const { url, hub, next, fatal } = await openNeighbours()
  await migrate(next, [...migrations, ...expand, contract])
  for (const migrating of [true, false]) await expect(openStorage(url, { migrate: migrating })).rejects.toThrow(line)
  for (const _ of [1, 2]) expect(await hub.health()).toMatchObject({ status: 'away' })
  expect(fatal).toEqual([expect.stringMatching(line)])
  await expect(makeTenant(hub, 'beta')).rejects.toThrow(line)
  await expect(hub.purge({ now: START, limit: 1 })).rejects.toThrow(line)
  await expect(openTenant(hub, 'acme')).rejects.toThrow(line)
  expect(await query(url, 'SELECT slug FROM tenants')).toEqual([{ slug: 'acme' }])
})

test('of several processes that migrate at the same moment, one begins, and each step is taken once', async () => {
  const { url } = await temporaryDatabase(server())
  const script = fileURLToPath(new URL('../testing/migrate-once.ts', import.meta.url))
  const outputs = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'pipe', 'inherit'] })
      const output = child.stdout.toArray()
      await once(child, 'close')
      return Buffer.concat(await output).toString()
    }),
  )
  const [from, to] = [0, 1].map((at) => outputs.map((output) => Number(output.split(' ')[at])))
  expect(from?.filter((version) => version === 0)).toEqual([0])
  expect(to).toEqual(outputs.map(() => OWN_VERSION))
  expect(await query(url, 'SELECT version FROM schema')).toEqual([{ version: OWN_VERSION }])
})
