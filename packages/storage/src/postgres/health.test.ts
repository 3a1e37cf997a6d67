import { describe, expect, test, vi } from 'vitest'
import { openStorage } from '../index.ts'
import { event, scope } from '../suite/fixtures.ts'
import { makeTenant } from '../suite/world.ts'
import { query } from './testing/open-fresh.ts'
import { usePostgres } from './testing/postgres-server.ts'
import { temporaryDatabase } from './testing/temporary-database.ts'

vi.setConfig({ testTimeout: 60_000 })

const server = usePostgres()

async function openWithClock(ahead: number) {
  const { url } = await temporaryDatabase(server())
  const warnings: string[] = []
  let aheadNow = ahead
  const storage = await openStorage(url, {
    clock: () => Date.now() + aheadNow,
    onWarning: (warning) => warnings.push(warning),
  })
  return {
    storage,
    told: () => warnings.filter((warning) => warning.includes('clock')),
    setAhead: (milliseconds: number) => {
      aheadNow = milliseconds
    },
  }
}

describe('a clock that differs from the database', () => {
  test('by less than a second concerns nobody', async () => {
    const { storage, told } = await openWithClock(400)
    expect(await storage.health()).toEqual({ status: 'ready', droppedEvents: 0 })
    expect(told()).toEqual([])
    await storage.close()
  })

  test.each([
    [2_000, 'ahead of'],
    [-2_000, 'behind'],
  ])('by %i ms is told once, and the hub stays ready', async (ahead, where) => {
    const { storage, told } = await openWithClock(ahead)
    const { status, skewMilliseconds } = await storage.health()
    expect(status).toBe('ready')
    expect(Math.abs((skewMilliseconds ?? 0) - ahead)).toBeLessThan(500)
    expect(told()).toEqual([expect.stringContaining(`ms ${where} the database's`)])
    await storage.close()
  })

  test('by five seconds takes the hub out of rotation until it is right again', async () => {
    const { storage, told, setAhead } = await openWithClock(0)
    setAhead(6_000)
    expect(await storage.health()).toMatchObject({ status: 'skewed', skewMilliseconds: expect.any(Number) })
    setAhead(0)
    expect(await storage.health()).toEqual({ status: 'ready', droppedEvents: 0 })
    setAhead(-60_000)
    expect(await storage.health()).toMatchObject({ status: 'skewed' })
    expect(told()).toHaveLength(2)
    await storage.close()
  })

  test('is noticed by the housekeeping too', async () => {
    const { storage, told, setAhead } = await openWithClock(0)
    setAhead(3_000)
    await storage.purge({ now: 0, limit: 1 })
    expect(told()).toHaveLength(1)
    await storage.close()
  })
})

describe('health', () => {
  test('a database that is closed for writing is read-only, and reads go on', async () => {
    const { url } = await temporaryDatabase(server())
    const storage = await openStorage(url)
    const tenant = await makeTenant(storage, 'acme')
    const name = new URL(url).pathname.slice(1)
    await query(server().url, `ALTER DATABASE ${name} SET default_transaction_read_only = on`)
    await query(
      url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'identity-hub%'",
    )
    expect(await storage.health()).toMatchObject({ status: 'read-only' })
    expect((await tenant.listScopes({ after: null, limit: 10 })).rows).toHaveLength(2)
    await expect(tenant.createScope({ scope: scope('calendar'), now: 0 })).rejects.toMatchObject({
      name: 'StorageUnavailableError',
    })
    await query(server().url, `ALTER DATABASE ${name} RESET default_transaction_read_only`)
    await query(
      url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'identity-hub%'",
    )
    expect(await storage.health()).toMatchObject({ status: 'ready' })
    expect(await tenant.createScope({ scope: scope('calendar'), now: 0 })).toEqual({ outcome: 'created' })
    await storage.close()
  })

  test('a disk that has room for little is full, though little passes', async () => {
    const { url } = await temporaryDatabase(server())
    const storage = await openStorage(url)
    const tenant = await makeTenant(storage, 'acme')
    const createScope = (name: string, length: number) =>
      tenant.createScope({
        scope: scope(name, { description: { en: 'x'.repeat(length) } }),
        now: 0,
      })
    // As the server answers it when a file cannot grow.
    await query(
      url,
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF length(NEW::text) > 1000 THEN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END IF;
          RETURN NEW;
        END $$`,
    )
    for (const table of ['scopes', 'one_time'])
      await query(url, `CREATE TRIGGER full_disk BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse()`)
    expect(await storage.health()).toMatchObject({ status: 'ready' })
    await expect(createScope('large', 2000)).rejects.toMatchObject({ name: 'StorageUnavailableError' })
    expect(await storage.health()).toMatchObject({ status: 'read-only' })
    expect(await createScope('small', 1)).toEqual({ outcome: 'created' })
    expect(await storage.health()).toMatchObject({ status: 'read-only' })
    for (const table of ['scopes', 'one_time']) await query(url, `DROP TRIGGER full_disk ON ${table}`)
    expect(await storage.health()).toMatchObject({ status: 'ready' })
    expect(await createScope('large', 2000)).toEqual({ outcome: 'created' })
    await storage.close()
  })

  test('refusals that cannot be written are counted', async () => {
    const { url } = await temporaryDatabase(server())
    const storage = await openStorage(url)
    const tenant = await makeTenant(storage, 'acme')
    await query(url, 'ALTER TABLE events RENAME TO elsewhere')
    storage.recordRefusal(tenant.tenant, event('lost'))
    expect(await tenant.createScope({ scope: scope('calendar'), now: 0 })).toEqual({ outcome: 'created' })
    expect(await storage.health()).toMatchObject({ status: 'ready', droppedEvents: 1 })
    await storage.close()
  })
})
