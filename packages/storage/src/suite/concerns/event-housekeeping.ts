import {
  describeEvent,
  describeRefusal,
  type HubEvent,
  type HubStorage,
  randomBytes,
  type TenantStorage,
} from '@identity-hub/core'
import { expect, test } from 'vitest'
import { DAY, event, HOUR, id, MINUTE, SECOND, START } from '../fixtures.ts'
import { makePerson, makeTenant, newestEvents, type OpenWorld, startSession, tell, type World } from '../world.ts'

const LIMIT = 500

async function purgeAll(hub: HubStorage, now: number): Promise<void> {
  while ((await hub.purge({ now, limit: LIMIT })).outcome === 'more');
}

const EVER = { since: 0, until: START + 1000 * DAY }

const countsOf = async ({ tenant }: Pick<World, 'tenant'>) =>
  (await tenant.countEvents(EVER)).counts.map(({ hour, type, outcome, count }) => [hour - START, type, outcome, count])

const facts = (now: number, source: string | null = '192.0.2.1') => ({
  now,
  requestId: 'r',
  source,
  random: randomBytes,
})

const signIns = (count: number, from: number, step: number): HubEvent[] =>
  Array.from({ length: count }, (_, index) =>
    describeEvent(facts(from + index * step), 'account.signed_in', { method: 'password' }, {}),
  )

const refusalsIn = async (tenant: TenantStorage) =>
  (await newestEvents(tenant, 10, { types: ['api.refused'] })).map(({ reason }) => reason)

// More by hand: COUNT_RACES=100
const RACES = Number(process.env['COUNT_RACES'] ?? 2)

export function eventHousekeepingTests(openWorld: OpenWorld): void {
  test('events are counted by hour, kind and outcome, each tenant its own', async () => {
    const world = await openWorld()
    const { hub, tenant } = world
    const beta = await makeTenant(hub, 'beta')
    await tell(tenant, [...signIns(3, START, MINUTE), ...signIns(2, START + HOUR, MINUTE), event('x'), event('y')])
    await tell(beta, signIns(1, START + HOUR - 1, 1))
    hub.recordRefusal(null, event("nobody's"))
    expect(await tenant.countEvents(EVER)).toEqual({ counts: [], countedUntil: 0 })
    await purgeAll(hub, START + DAY)
    const counts = [
      [0, 'account.signed_in', 'success', 3],
      [0, 'api.refused', 'refused', 2],
      [HOUR, 'account.signed_in', 'success', 2],
    ]
    expect(await countsOf(world)).toEqual(counts)
    expect(await countsOf({ tenant: beta })).toEqual([[0, 'account.signed_in', 'success', 1]])
    await purgeAll(hub, START + DAY)
    expect(await countsOf(world)).toEqual(counts)
    const { counts: later } = await tenant.countEvents({ since: START + 1, until: START + 2 * HOUR })
    expect(later).toMatchObject([{ hour: START + HOUR, count: 2 }])
    expect((await tenant.countEvents({ since: START, until: START + HOUR })).counts).toHaveLength(2)
  })

  test('an event that was written late is counted, and how far counting has come is told', async () => {
    const world = await openWorld()
    const { hub, tenant } = world
    await tell(tenant, signIns(1, START, 1))
    const now = START + 5 * MINUTE
    await purgeAll(hub, now)
    const { countedUntil } = await tenant.countEvents(EVER)
    expect(countedUntil).toBe(now - MINUTE)
    // As long as a commit may take, and clocks differ.
    await tell(tenant, signIns(1, countedUntil, 1))
    await purgeAll(hub, now)
    expect(await countsOf(world)).toMatchObject([[0, 'account.signed_in', 'success', 1]])
    await purgeAll(hub, now + SECOND)
    expect(await countsOf(world)).toMatchObject([[0, 'account.signed_in', 'success', 2]])
    // A clock that is behind takes nothing back.
    await purgeAll(hub, START)
    expect((await tenant.countEvents(EVER)).countedUntil).toBe(countedUntil + SECOND)
  })

  test(
    `two processes that count at the same time count each event once, ${RACES} times`,
    { timeout: 30_000 + 3_000 * RACES },
    async () => {
      const world = await openWorld()
      const { hub, tenant, under } = world
      const second = await under.openSecond()
      for (let race = 1; race <= RACES; race += 1) {
        await tell(tenant, signIns(4_500, START + race * HOUR, 40))
        const now = START + (race + 1) * HOUR
        await Promise.all([purgeAll(hub, now), purgeAll(second, now), purgeAll(hub, now)])
        const expected = Array.from({ length: race }, (_, index) => [
          (index + 1) * HOUR,
          'account.signed_in',
          'success',
          4_500,
        ])
        expect(await countsOf(world)).toEqual(expected)
      }
    },
  )

  test('counts outlive their events, and go after 400 days', async () => {
    const world = await openWorld()
    const { hub, tenant } = world
    await tell(tenant, signIns(4_500, START, 10))
    // Many go at once, and none before it was counted.
    while ((await hub.purge({ now: START + 399 * DAY, limit: 10_000 })).outcome === 'more');
    await purgeAll(hub, START + 399 * DAY)
    expect(await newestEvents(tenant)).toEqual([])
    expect(await countsOf(world)).toEqual([[0, 'account.signed_in', 'success', 4_500]])
    await purgeAll(hub, START + 401 * DAY)
    expect(await countsOf(world)).toEqual([])
  })

  test('each tenant keeps its events as long as it says', { timeout: 30_000 }, async () => {
    const { hub, tenant } = await openWorld()
    const beta = await makeTenant(hub, 'beta')
    const gamma = await makeTenant(hub, 'gamma')
    const settings = [
      ['acme', 365],
      ['beta', 7],
    ] as const
    for (const [slug, eventRetentionDays] of settings)
      await hub.changeTenant({ slug, changes: { eventRetentionDays }, expectedRevision: null })
    // Those that are kept for long stand in the way of the others.
    await tell(tenant, signIns(6_000, START, 1))
    for (const each of [tenant, beta, gamma]) await tell(each, [event('old'), event('new', { now: START + 5 * DAY })])
    const reasons = () => Promise.all([tenant, beta, gamma].map(refusalsIn))
    const both = ['new', 'old']
    const MARGIN = 2 * MINUTE
    const purgeTwice = async (now: number): Promise<void> => {
      await purgeAll(hub, now)
      await purgeAll(hub, now)
    }
    await purgeTwice(START + 6 * DAY)
    expect(await reasons()).toEqual([both, both, both])
    await purgeTwice(START + 7 * DAY + MARGIN)
    expect(await reasons()).toEqual([both, ['new'], both])
    await purgeTwice(START + 90 * DAY + MARGIN)
    expect(await reasons()).toEqual([both, [], ['new']])
    await purgeTwice(START + 365 * DAY + MARGIN)
    expect(await reasons()).toEqual([['new'], [], []])
    expect((await newestEvents(tenant)).length).toBe(1)
  })

  test('what is personal of an event goes with it', async () => {
    const { hub, tenant, person } = await openWorld()
    const subject = person.account.id
    const changed = describeEvent(facts(START), 'account.changed', { changed: [] }, { subject })
    await tell(tenant, [{ ...changed, personal: { after: 'Ada' } }])
    await purgeAll(hub, START + 91 * DAY)
    expect(await newestEvents(tenant)).toEqual([])
    await tell(tenant, [changed])
    expect(await newestEvents(tenant)).toEqual([changed])
  })

  test(
    'no address and no detail is left of an erased account, and others keep theirs',
    { timeout: 30_000 },
    async () => {
      const { hub, tenant, person, under } = await openWorld()
      const other = await makePerson(tenant)
      const subject = person.account.id
      const others = describeEvent(facts(START), 'account.changed', { changed: [] }, { subject: other.account.id })
      const events = [
        describeEvent(facts(START), 'account.changed', { changed: [] }, { actor: 'cli', subject }),
        describeEvent(facts(START + 1), 'grant.revoked', {}, { actor: subject, client: id() }),
        describeRefusal(facts(START + 2), 'account.sign_in_refused', 'password_wrong', {}, { subject }),
      ]
      const personal = { after: { displayName: 'Ada' } }
      await tell(tenant, [...events.map((each) => ({ ...each, personal })), { ...others, personal }])
      // More than one slice.
      await tell(tenant, signIns(4_500, START + SECOND, 1))
      const now = START + MINUTE
      const ended = [await startSession(tenant, person.account), await startSession(tenant, person.account)]
      await tenant.endSessionById({ sessionId: ended[0]!.id, now })
      await tenant.endSession({ sessionHash: ended[1]!.hash, now })
      await tenant.changeAccount({ accountId: subject, change: { kind: 'erase' }, now })
      // It was under way.
      const late = describeEvent(facts(now + SECOND), 'account.signed_out', {}, { subject })
      await tell(tenant, [late])
      await purgeAll(hub, now + 2 * MINUTE)
      const kept = await newestEvents(tenant, 10_000)
      const about = kept.filter((each) => each.subject === subject || each.actor === subject)
      expect(about.map((each) => each.id)).toEqual([late, ...events.toReversed()].map((each) => each.id))
      for (const each of about) expect([each.source, each.personal]).toEqual([null, undefined])
      expect(kept.find((each) => each.id === others.id)).toEqual({ ...others, personal })
      expect(kept.filter((each) => each.type === 'account.signed_in' && each.source === null)).toEqual([])
      // Adding a row a second time fails where there is one.
      await under.runSql(
        `INSERT INTO sessions SELECT * FROM sessions WHERE account_id = '${subject}'
          AND (source IS NOT NULL OR user_agent IS NOT NULL)`,
      )
      // It was done, and is not done again, whatever comes later.
      const refused = describeRefusal(facts(now + HOUR), 'token.refused', 'account_blocked', {}, { subject })
      await tell(tenant, [refused])
      await purgeAll(hub, now + 2 * HOUR)
      expect(await newestEvents(tenant, 1)).toMatchObject([{ source: refused.source }])
      await under.runSql("INSERT INTO event_tasks SELECT * FROM event_tasks WHERE task LIKE 'erase %'")
    },
  )
}
