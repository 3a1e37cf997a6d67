import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { event, id, START } from '../suite/fixtures.ts'
import { authorize, exchange } from '../suite/tokens.ts'
import { giveRole, makeWorld, newestEvents } from '../suite/world.ts'
import { createFreshOpener, type PostgresUnderTest, query } from './testing/open-fresh.ts'
import { usePostgres } from './testing/postgres-server.ts'

vi.setConfig({ testTimeout: 60_000 })

const openFresh = createFreshOpener(usePostgres())

async function openWorld() {
  const under = await openFresh()
  onTestFinished(() => under.dispose())
  return { under, world: await makeWorld(under) }
}

/** The next few that write an event fail as those do that stood in somebody's way. */
async function failNext(under: PostgresUnderTest, times: number, errorCode: string): Promise<void> {
  onTestFinished(async () => {
    await query(under.url, 'DROP FUNCTION fail_next CASCADE; DROP SEQUENCE failures')
  })
  await query(
    under.url,
    `CREATE SEQUENCE failures;
    CREATE FUNCTION fail_next() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF nextval('failures') <= ${times} THEN RAISE 'in the way' USING ERRCODE = '${errorCode}'; END IF;
      RETURN NEW; END $$;
    CREATE TRIGGER fail_next BEFORE INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION fail_next()`,
  )
}

const CONFLICTS = ['40001', '40P01']

describe('what stood in the way of another transaction', () => {
  test.each(CONFLICTS)('is done again after %s, alone', async (errorCode) => {
    const { under, world } = await openWorld()
    await failNext(under, 3, errorCode)
    const accountId = world.person.account.id
    const input = { accountId, role: 'editor', now: START, events: [event('assigned')] }
    expect(await giveRole(world.tenant, input)).toEqual({ outcome: 'changed' })
    expect(await world.tenant.listAccountRoles(accountId)).toEqual(['editor'])
    expect(await newestEvents(world.tenant, 10)).toHaveLength(1)
  })

  test.each(CONFLICTS)('is done again after %s, together', async (errorCode) => {
    const { under, world } = await openWorld()
    const codes = await Promise.all(Array.from({ length: 20 }, () => authorize(world)))
    await failNext(under, 3, errorCode)
    const outcomes = await Promise.all(
      codes.map((code) => exchange(world.tenant, code, { events: { exchanged: [event('exchanged')] } })),
    )
    expect(outcomes.every(({ outcome }) => outcome === 'exchanged')).toBe(true)
    expect(await newestEvents(world.tenant, 100)).toHaveLength(20)
  })

  test('without end is an outage', async () => {
    const { under, world } = await openWorld()
    await failNext(under, 1_000, '40001')
    const input = { accountId: world.person.account.id, role: 'editor', now: START, events: [event('assigned')] }
    await expect(giveRole(world.tenant, input)).rejects.toMatchObject({ name: 'StorageUnavailableError' })
    expect(await world.tenant.listAccountRoles(world.person.account.id)).toEqual([])
  })
})

test('a fault of one verb is not an outage, and leaves its session usable', async () => {
  const { under, world } = await openWorld()
  await failNext(under, 1, '23514')
  const accountId = world.person.account.id
  const input = { accountId, role: 'editor', now: START, events: [event('assigned')] }
  await expect(giveRole(world.tenant, input)).rejects.toMatchObject({ name: 'error', code: '23514' })
  expect(await giveRole(world.tenant, input)).toEqual({ outcome: 'changed' })
  expect(await world.tenant.findAccount(id())).toEqual({ outcome: 'unknown' })
})
