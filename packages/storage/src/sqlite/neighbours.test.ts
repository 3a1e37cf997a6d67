import { expect, onTestFinished, test } from 'vitest'
import { openStorage } from '../index.ts'
import { START } from '../suite/fixtures.ts'
import { makeClient, makeTenant, openTenant, populate } from '../suite/world.ts'
import { contracting, expanding } from '../testing/neighbours.ts'
import { serveWhile } from '../testing/serve-while.ts'
import { migrate, OWN_VERSION } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { openDatabase } from './open-database.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const [expand, contract] = [expanding(OWN_VERSION), contracting(OWN_VERSION)]
const line = new RegExp(
  `has schema ${OWN_VERSION + 3}, which asks for a release that knows schema ${OWN_VERSION + 2} or newer; ` +
    `this one knows schema ${OWN_VERSION}$`,
)

async function openNeighbours() {
  const path = `${await temporaryFolder()}/hub.sqlite`
  const fatal: string[] = []
  const hub = await openStorage(`sqlite:${path}`, { onFatal: ({ message }) => fatal.push(message) })
  onTestFinished(() => hub.close())
  const world = await populate(hub)
  // The next release, as far as the schema is concerned.
  const next = await openDatabase(path, () => {})
  onTestFinished(() => next.close())
  return { url: `sqlite:${path}`, hub, world, next, fatal }
}

test('a release goes on while the next one adds to the schema, and both write', async () => {
  const { url, hub, world, next } = await openNeighbours()
  const exchanges = await serveWhile(world, async () => {
    expect(await migrate(next, [...migrations, ...expand])).toEqual({ from: OWN_VERSION, to: OWN_VERSION + 2 })
    for (let at = 0; at < 100; at += 1) {
      next.run("INSERT INTO logos (client, url) VALUES (?1, 'https://app.example/logo.svg')", `client ${at}`)
      await new Promise((resolve) => setImmediate(resolve))
    }
    next.run("UPDATE clients SET logo = 'https://app.example/logo.svg', revision = revision + 1")
  })
  expect(exchanges).toBeGreaterThan(8)
  expect(next.one('SELECT count(*) AS grants FROM grants')).toEqual({ grants: exchanges })
  // What either writes, the other reads.
  expect(await world.tenant.findClient(world.client.clientId)).toMatchObject({ client: { revision: 1 } })
  await makeClient(world.tenant, { clientId: 'of this release' })
  expect(next.one("SELECT logo FROM clients WHERE client_id = 'of this release'")).toEqual({ logo: null })
  expect(next.one('SELECT DISTINCT purpose FROM grants')).toEqual({ purpose: 'sign-in' })
  expect(await hub.health()).toMatchObject({ status: 'ready' })
  // One of this release may also start, and migrates nothing back.
  const another = await openStorage(url)
  await makeTenant(another, 'beta')
  await serveWhile({ ...world, tenant: await openTenant(another, 'acme') }, async () => {})
  await another.close()
})

test('when the schema takes away what a release needs, it neither starts nor goes on', async () => {
  const { url, hub, world, next, fatal } = await openNeighbours()
  await migrate(next, [...migrations, ...expand, contract])
  for (const migrating of [true, false]) await expect(openStorage(url, { migrate: migrating })).rejects.toThrow(line)
  expect(await hub.health()).toMatchObject({ status: 'away' })
  expect(fatal).toEqual([expect.stringMatching(line)])
  await expect(makeTenant(hub, 'beta')).rejects.toThrow(line)
  await expect(hub.purge({ now: START, limit: 1 })).rejects.toThrow(line)
  await expect(openTenant(hub, 'acme')).rejects.toThrow(line)
  expect(next.one('SELECT count(*) AS tenants FROM tenants')).toEqual({ tenants: 1 })
  expect(world.tenant.tenant.slug).toBe('acme')
})
