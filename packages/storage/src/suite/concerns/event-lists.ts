import {
  describeEvent,
  describeRefusal,
  type EventFilter,
  type EventType,
  type HubEvent,
  newId,
  type Position,
  randomBytes,
  type TenantStorage,
} from '@identity-hub/core'
import { expect, test } from 'vitest'
import { event, HOUR, id, SECOND, START } from '../fixtures.ts'
import { makeTenant, newestEvents, type OpenWorld, tell } from '../world.ts'

/** What a page looks at, and some more. */
const MANY = 21_000

async function readPages(tenant: TenantStorage, limit: number, filter: EventFilter = {}): Promise<HubEvent[][]> {
  const pages: HubEvent[][] = []
  for (let after: Position | null = null; ;) {
    const page = await tenant.listEvents({ after, limit, filter })
    pages.push([...page.rows])
    if (page.next === null) return pages
    after = page.next
  }
}

const at = (now: number) => ({ now, requestId: newId(now, randomBytes), source: '192.0.2.1', random: randomBytes })

export function eventListTests(openWorld: OpenWorld): void {
  test('pages follow one another without a gap, and the last one says so', async () => {
    const { tenant } = await openWorld()
    const events = Array.from({ length: 7 }, (_, index) => event(`${index}`, { now: START + index }))
    await tell(tenant, events)
    const pages = await readPages(tenant, 3)
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1])
    expect(pages.flat()).toEqual(events.toReversed())
    expect((await readPages(tenant, 7)).map((page) => page.length)).toEqual([7])
  })

  test('an event that comes while somebody turns pages moves nothing', async () => {
    const { tenant } = await openWorld()
    await tell(tenant, [event('first'), event('second', { now: START + 1 })])
    const first = await tenant.listEvents({ after: null, limit: 1 })
    await tell(tenant, [event('third', { now: START + 2 })])
    const second = await tenant.listEvents({ after: first.next, limit: 1 })
    expect([first, second].flatMap(({ rows }) => rows)).toMatchObject([{ reason: 'second' }, { reason: 'first' }])
    expect(second.next).toBeNull()
  })

  test('what is filtered by must hold, all of it', async () => {
    const { tenant, person, client } = await openWorld()
    const subject = person.account.id
    const grantId = id()
    const facts = [0, 1, 2, 3].map((index) => at(START + index * HOUR))
    const [first, second, third, fourth] = [
      describeEvent(facts[0]!, 'account.blocked', {}, { actor: 'cli', subject }),
      describeEvent(facts[1]!, 'account.unblocked', {}, { actor: subject, subject }),
      describeEvent(facts[2]!, 'grant.revoked', {}, { client: client.id, grantId, subject }),
      describeRefusal(facts[3]!, 'api.refused', 'token_expired', {}),
    ]
    await tell(tenant, [first, second, third, fourth])
    const list = (filter: EventFilter) => newestEvents(tenant, 10, filter)
    expect(await list({})).toEqual([fourth, third, second, first])
    expect(await list({ requestId: facts[1]!.requestId })).toEqual([second])
    expect(await list({ types: ['account.blocked', 'grant.revoked'] })).toEqual([third, first])
    expect(await list({ types: ['account.block' as EventType] })).toEqual([])
    expect(await list({ types: [] })).toEqual([])
    expect(await list({ outcome: 'refused' })).toEqual([fourth])
    expect(await list({ outcome: 'success', actor: 'cli' })).toEqual([first])
    expect(await list({ actor: subject })).toEqual([second])
    expect(await list({ subject })).toEqual([third, second, first])
    expect(await list({ client: client.id })).toEqual([third])
    expect(await list({ grantId })).toEqual([third])
    expect(await list({ since: START + HOUR, until: START + 3 * HOUR })).toEqual([third, second])
    expect(await list({ since: START + 3 * HOUR })).toEqual([fourth])
    expect(await list({ until: START + HOUR })).toEqual([first])
    expect(await list({ until: START })).toEqual([])
    expect(await list({ since: -1, until: Number.MAX_SAFE_INTEGER })).toHaveLength(4)
    expect(await list({ subject, types: ['grant.revoked'], until: START + HOUR })).toEqual([])
    expect(await list({ actor: "' OR 1 = 1 --" })).toEqual([])
    expect(await list({ actor: '\u0000' })).toEqual([])
  })

  test(
    'a filter that little fits looks at so many events a page, and goes on behind them',
    { timeout: 30_000 },
    async () => {
      const { tenant } = await openWorld()
      const few = [event('first'), event('second', { now: START + 30_000 })]
      await tell(tenant, few)
      for (let begin = 0; begin < MANY; begin += 7_000) {
        const many = Array.from({ length: 7_000 }, (_, index) => {
          const facts = { now: START + 1 + begin + index, requestId: '', source: null, random: randomBytes }
          return describeEvent(facts, 'account.signed_out', {}, {})
        })
        await tell(tenant, many)
      }
      const pages = await readPages(tenant, 10, { types: ['api.refused'] })
      expect(pages.map((page) => page.map(({ reason }) => reason))).toEqual([['second'], ['first']])
      // A range of time needs no look at the rest.
      expect(await readPages(tenant, 10, { types: ['api.refused'], until: START + SECOND })).toHaveLength(1)
    },
  )

  test('what is personal comes back with its event, and without an account it is not kept', async () => {
    const { hub, tenant, person, under } = await openWorld()
    const changed = { changed: ['displayName'] }
    const written = {
      ...describeEvent(at(START), 'account.changed', changed, { actor: 'cli', subject: person.account.id }),
      personal: { before: { displayName: 'Ada Byron' }, after: { displayName: 'Ada "Lovelace" \u2028' } },
    }
    const without = describeEvent(at(START + 1), 'account.changed', changed, { actor: 'cli' })
    await tell(tenant, [written, { ...without, personal: { before: 'NOBODYS-NAME' } }])
    expect(await newestEvents(tenant)).toEqual([without, written])
    expect(await newestEvents(await makeTenant(hub, 'beta'))).toEqual([])
    expect((await under.readBytes()).includes('NOBODYS-NAME')).toBe(false)
  })
}
