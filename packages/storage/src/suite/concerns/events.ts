import type { HubEvent } from '@identity-hub/core'
import { describeEvent, newId, randomBytes } from '@identity-hub/core'
import { expect, test, vi } from 'vitest'
import { event, id, SECOND, START, TAKEN } from '../fixtures.ts'
import { authorize, exchange } from '../tokens.ts'
import { makeTenant, newestEvents, openTenant, reasonsOf, tell, type OpenWorld } from '../world.ts'

const recordAll = (hub: { recordRefusal: (tenant: null, event: HubEvent) => void }, count: number) => {
  for (let at = 0; at < count; at += 1) hub.recordRefusal(null, event(`refusal ${at}`))
}

export function eventTests(openWorld: OpenWorld): void {
  test('an event is kept as it was written', async () => {
    const { tenant, person, client } = await openWorld()
    const facts = { now: START, requestId: 'r-1', source: '2001:db8::1', random: randomBytes }
    const data = { grantType: 'authorization_code', scope: 'profile "x" \u2028' }
    const subjects = {
      actor: `client:${client.clientId}`,
      subject: person.account.id,
      client: client.id,
      grantId: id(),
    }
    const written = describeEvent(facts, 'token.issued', data, subjects)
    await tell(tenant, [written])
    expect(await newestEvents(tenant, 10)).toEqual([written])
  })

  test('the newest events come first, so many as asked for', async () => {
    const { tenant } = await openWorld()
    const requests = [0, 1, 2, 3].map((at) => newId(START + at * SECOND, randomBytes))
    for (const at of [1, 2, 3]) {
      const events = [event(`${at}`, { now: START + at * SECOND, requestId: requests[at] ?? '' })]
      await tell(tenant, events)
    }
    const reasons = async ({ limit, ...filter }: { limit: number; requestId?: string }) =>
      (await newestEvents(tenant, limit, filter)).map(({ reason }) => reason)
    expect(await reasons({ limit: 2 })).toEqual(['3', '2'])
    expect(await reasons({ limit: 10 })).toEqual(['3', '2', '1'])
    expect(await reasons({ limit: 10, requestId: requests[2] ?? '' })).toEqual(['2'])
    const another = newId(START + 2 * SECOND, randomBytes)
    for (const requestId of [requests[0] ?? '', another, 'request', ''])
      expect(await reasons({ limit: 10, requestId })).toEqual([])
  })

  test('a tenant in which little happens finds its events among the many of others', async () => {
    const { hub, tenant } = await openWorld()
    const beta = await makeTenant(hub, 'beta')
    await tell(tenant, [event('first')])
    const many = Array.from({ length: 5_000 }, (_, at) => event(`${at}`, { now: START + SECOND + at }))
    await tell(beta, many)
    await tell(tenant, [event('last', { now: START + 9 * SECOND })])
    expect(await newestEvents(tenant, 1)).toMatchObject([{ reason: 'last' }])
    expect(await newestEvents(tenant, 9)).toMatchObject([{ reason: 'last' }, { reason: 'first' }])
    const newest = many.toReversed().slice(0, 4_500)
    expect(await newestEvents(beta, 4_500)).toEqual(newest)
  })

  test('events that nothing else writes are there once they were taken', async () => {
    const { tenant } = await openWorld()
    const events = [event('one'), event('two')]
    expect(await tenant.recordEvents({ events })).toEqual({ outcome: 'recorded' })
    expect(await reasonsOf(tenant)).toEqual(['one', 'two'])
    expect(await tenant.recordEvents({ events: [] })).toEqual({ outcome: 'recorded' })
  })

  test('events of the outcome that it was are written, and no others', async () => {
    const world = await openWorld()
    const authorization = await authorize(world)
    const events = { exchanged: [event('first'), event('second')], replayed: [event('third')], dead: [] }
    for (const _ of [1, 2, 3]) await exchange(world.tenant, authorization, { events })
    expect(await reasonsOf(world.tenant)).toEqual(['first', 'second', 'third'])
  })

  test('a failed verb writes no event', async () => {
    const world = await openWorld()
    const first = await authorize(world)
    const { accessToken } = await exchange(world.tenant, first)
    const tokens = { id: accessToken.id }
    const events = { exchanged: [event('exchanged')] }
    await expect(exchange(world.tenant, await authorize(world), { tokens, events })).rejects.toThrow(TAKEN)
    expect(await newestEvents(world.tenant, 10)).toEqual([])
  })

  test('a refusal is written with the next commit, for its tenant or for none', async () => {
    const { hub, tenant } = await openWorld()
    const beta = await makeTenant(hub, 'beta')
    hub.recordRefusal(tenant.tenant, event('ours'))
    hub.recordRefusal(beta.tenant, event('theirs'))
    hub.recordRefusal(null, event("nobody's"))
    await tell(tenant, [])
    expect(await newestEvents(tenant, 10)).toMatchObject([{ reason: 'ours' }])
    expect(await newestEvents(beta, 10)).toMatchObject([{ reason: 'theirs' }])
  })

  test('a refusal that nothing follows is written by itself, soon', async () => {
    const { hub, tenant } = await openWorld()
    hub.recordRefusal(tenant.tenant, event('alone'))
    await vi.waitFor(async () => expect(await reasonsOf(tenant)).toEqual(['alone']), { timeout: 4_000 })
  })

  test('refusals that nothing follows are written when the storage closes', async () => {
    const { hub, tenant, under } = await openWorld()
    hub.recordRefusal(tenant.tenant, event('last'))
    const reopened = await openTenant(await under.reopen(), 'acme')
    expect(await newestEvents(reopened, 10)).toMatchObject([{ reason: 'last' }])
  })

  test('a flood of refusals is dropped and counted', async () => {
    const { hub } = await openWorld()
    recordAll(hub, 5_000)
    const { droppedEvents } = await hub.health()
    expect(droppedEvents).toBeGreaterThan(2_000)
    recordAll(hub, 100)
    expect((await hub.health()).droppedEvents).toBe(droppedEvents + 100)
  })
}
