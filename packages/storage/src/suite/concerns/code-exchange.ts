import type { ExchangeCodeOutcome, TenantStorage } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { DAY, event, id, MINUTE, SECOND, someHash, START, TAKEN } from '../fixtures.ts'
import { authorize, authorizeAndExchange, type Authorization, exchange, rotate } from '../tokens.ts'
import { giveRole, makeClient, makePerson, reasonsOf, type OpenWorld } from '../world.ts'

const OUTCOMES: readonly ExchangeCodeOutcome['outcome'][] = [
  'exchanged',
  'replayed',
  'spent',
  'expired',
  'unknown',
  'stale',
  'dead',
]
const events = () => Object.fromEntries(OUTCOMES.map((outcome) => [outcome, [event(outcome)]]))

const isLive = async (tenant: TenantStorage, grantId: string, accessToken: { id: string; hash: string }) => {
  const found = await tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash })
  if (found.outcome !== 'found') return false
  expect(found.standing?.grant.id).toBe(grantId)
  return found.standing?.grant.revokedAt === null
}

const fail = (tenant: TenantStorage, { code }: Authorization, rest: { codeHash?: string; now?: number } = {}) =>
  tenant.failVerifier({
    codeId: code.id,
    codeHash: code.hash,
    now: START,
    events: { counted: [event('counted')], spent: [event('verifiers')] },
    ...rest,
  })

export function codeExchangeTests(openWorld: OpenWorld): void {
  test('a code is exchanged for tokens once', async () => {
    const world = await openWorld()
    const authorization = await authorize(world)
    const now = START + 30 * SECOND
    const exchanged = await exchange(world.tenant, authorization, { now, events: events() })
    expect(exchanged.outcome).toBe('exchanged')
    expect(await world.tenant.findCode(authorization.code.id)).toMatchObject({ code: { usedAt: now, failures: 0 } })
    const { accessToken, refreshToken } = exchanged
    expect(await world.tenant.findRefreshToken(refreshToken.id)).toMatchObject({
      outcome: 'found',
      token: {
        id: refreshToken.id,
        tokenHash: refreshToken.hash,
        grantId: authorization.grantId,
        parentId: null,
        idleEndsAt: now + 30 * DAY,
        usedAt: null,
      },
    })
    expect(await isLive(world.tenant, authorization.grantId, accessToken)).toBe(true)
    expect(await reasonsOf(world.tenant)).toEqual(['exchanged'])
  })

  test('a client that may not refresh gets an access token alone', async () => {
    const world = await openWorld()
    const authorization = await authorize(world)
    const exchanged = await exchange(world.tenant, authorization, { tokens: { refreshToken: null } })
    expect(exchanged.outcome).toBe('exchanged')
    expect(await isLive(world.tenant, authorization.grantId, exchanged.accessToken)).toBe(true)
    expect(await world.tenant.findRefreshToken(exchanged.refreshToken.id)).toEqual({ outcome: 'unknown' })
  })

  test('a replay revokes the grant, and a further one finds it dead', async () => {
    const world = await openWorld()
    const authorization = await authorizeAndExchange(world)
    const replay = await exchange(world.tenant, authorization, { events: events() })
    expect(replay).toMatchObject({ outcome: 'replayed' })
    expect(await isLive(world.tenant, authorization.grantId, authorization.accessToken)).toBe(false)
    expect(await rotate(world.tenant, authorization.refreshToken, authorization.fence)).toMatchObject({
      outcome: 'dead',
      reason: 'code_replayed',
    })
    const further = await exchange(world.tenant, authorization, { events: events() })
    expect(further).toMatchObject({ outcome: 'dead', reason: 'code_replayed' })
    expect(await world.tenant.findRefreshToken(replay.refreshToken.id)).toEqual({ outcome: 'unknown' })
    expect(await reasonsOf(world.tenant)).toEqual(['dead', 'replayed'])
  })

  test.each([
    ['the code has expired', START + MINUTE],
    ['a day has passed', START + DAY],
  ])('a replay revokes the grant also when %s', async (_case, now) => {
    const world = await openWorld()
    const authorization = await authorizeAndExchange(world)
    expect(await exchange(world.tenant, authorization, { now })).toMatchObject({ outcome: 'replayed' })
    expect(await isLive(world.tenant, authorization.grantId, authorization.accessToken)).toBe(false)
  })

  test('a replay revokes the grant also under a fence that is stale by now', async () => {
    const world = await openWorld()
    const authorization = await authorizeAndExchange(world)
    await giveRole(world.tenant, { accountId: world.person.account.id, role: 'editor', now: START })
    expect(await exchange(world.tenant, authorization)).toMatchObject({ outcome: 'replayed' })
  })

  test('a right id with a wrong hash is unknown and changes nothing', async () => {
    const world = await openWorld()
    const authorization = await authorizeAndExchange(world)
    const unused = await authorize(world)
    for (const codeHash of [someHash(), '', authorization.code.id]) {
      expect(await exchange(world.tenant, authorization, { codeHash })).toMatchObject({ outcome: 'unknown' })
      expect(await exchange(world.tenant, unused, { codeHash })).toMatchObject({ outcome: 'unknown' })
    }
    expect(await isLive(world.tenant, authorization.grantId, authorization.accessToken)).toBe(true)
    expect(await exchange(world.tenant, unused)).toMatchObject({ outcome: 'exchanged' })
  })

  test('an unknown code is unknown', async () => {
    const world = await openWorld()
    const authorization = await authorize(world)
    const fence = { ...authorization.fence, grantId: id() }
    expect(await exchange(world.tenant, { ...authorization, fence })).toMatchObject({ outcome: 'unknown' })
    expect(await world.tenant.findCode(id())).toEqual({ outcome: 'unknown' })
    expect(await world.tenant.findCode('')).toEqual({ outcome: 'unknown' })
  })

  test('a code of another client or account is unknown, used or not', async () => {
    const world = await openWorld()
    const unused = await authorize(world)
    const used = await authorizeAndExchange(world)
    const client = (await makeClient(world.tenant)).id
    const accountId = (await makePerson(world.tenant)).account.id
    for (const authorization of [unused, used])
      for (const change of [{ client }, { accountId }, { grantId: id() }]) {
        const fence = { ...authorization.fence, ...change }
        expect(await exchange(world.tenant, { ...authorization, fence })).toMatchObject({ outcome: 'unknown' })
      }
    expect(await isLive(world.tenant, used.grantId, used.accessToken)).toBe(true)
    expect(await exchange(world.tenant, unused)).toMatchObject({ outcome: 'exchanged' })
  })

  test('an unused code expires', async () => {
    const world = await openWorld()
    const authorization = await authorize(world)
    const attempt = (now: number) => exchange(world.tenant, authorization, { now, events: events() })
    expect(await attempt(START + MINUTE)).toMatchObject({ outcome: 'expired' })
    expect(await attempt(START + MINUTE - 1)).toMatchObject({ outcome: 'exchanged' })
    expect(await reasonsOf(world.tenant)).toEqual(['exchanged', 'expired'])
  })

  test('the fifth wrong verifier spends an unused code', async () => {
    const world = await openWorld()
    const authorization = await authorize(world)
    for (const _ of [1, 2, 3, 4]) expect(await fail(world.tenant, authorization)).toEqual({ outcome: 'counted' })
    expect(await world.tenant.findCode(authorization.code.id)).toMatchObject({ code: { failures: 4 } })
    expect(await fail(world.tenant, authorization)).toEqual({ outcome: 'spent' })
    expect(await fail(world.tenant, authorization)).toEqual({ outcome: 'counted' })
    expect(await exchange(world.tenant, authorization)).toMatchObject({ outcome: 'spent' })
    const reasons = await reasonsOf(world.tenant)
    expect(reasons.filter((reason) => reason === 'verifiers')).toHaveLength(1)
  })

  test('four wrong verifiers do no harm', async () => {
    const world = await openWorld()
    const authorization = await authorize(world)
    for (const _ of [1, 2, 3, 4]) await fail(world.tenant, authorization)
    expect(await exchange(world.tenant, authorization)).toMatchObject({ outcome: 'exchanged' })
  })

  test('wrong verifiers change nothing on a used code', async () => {
    const world = await openWorld()
    const authorization = await authorizeAndExchange(world)
    for (const _ of [1, 2, 3, 4, 5, 6, 7])
      expect(await fail(world.tenant, authorization)).toEqual({ outcome: 'counted' })
    expect(await world.tenant.findCode(authorization.code.id)).toMatchObject({ code: { failures: 0 } })
    expect(await isLive(world.tenant, authorization.grantId, authorization.accessToken)).toBe(true)
  })

  test('wrong verifiers with a wrong hash, or after the end, are not counted', async () => {
    const world = await openWorld()
    const authorization = await authorize(world)
    for (const _ of [1, 2, 3, 4, 5]) {
      expect(await fail(world.tenant, authorization, { codeHash: someHash() })).toEqual({ outcome: 'counted' })
      expect(await fail(world.tenant, authorization, { now: START + MINUTE })).toEqual({ outcome: 'counted' })
    }
    expect(await exchange(world.tenant, authorization)).toMatchObject({ outcome: 'exchanged' })
  })

  test('a token id that is taken fails the exchange as a whole', async () => {
    const world = await openWorld()
    const { accessToken: taken } = await authorizeAndExchange(world)
    const authorization = await authorize(world)
    const tokens = { id: taken.id }
    await expect(exchange(world.tenant, authorization, { tokens })).rejects.toThrow(TAKEN)
    expect(await exchange(world.tenant, authorization)).toMatchObject({ outcome: 'exchanged' })
  })
}
