import { expect, onTestFinished, test } from 'vitest'
import { event, START } from '../suite/fixtures.ts'
import { makeWorld, reasonsOf } from '../suite/world.ts'
import { openFreshSqlite } from './testing/open-fresh.ts'

const REFUSE_EVENTS = `
  CREATE TRIGGER no_refusals BEFORE INSERT ON events WHEN new.reason = 'refused' BEGIN
    SELECT raise(ABORT, 'no room for refusals');
  END`

test('refusals that cannot be written are counted, and fail nothing that shares their commit', async () => {
  const under = await openFreshSqlite()
  onTestFinished(() => under.dispose())
  const { hub, tenant, person } = await makeWorld(under)
  await tenant.createRole({ role: { name: 'editor', description: '' }, now: START })
  await under.runSql(REFUSE_EVENTS)
  for (const _ of [1, 2, 3]) hub.recordRefusal(tenant.tenant, event('refused'))
  const input = { accountId: person.account.id, role: 'editor', now: START, events: [event('assigned')] }
  expect(await tenant.assignRole(input)).toEqual({ outcome: 'changed' })
  expect(await reasonsOf(tenant)).toEqual(['assigned'])
  expect(await hub.health()).toEqual({ status: 'ready', droppedEvents: 3 })
})
