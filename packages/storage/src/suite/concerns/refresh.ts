import type { RotateRefreshTokenOutcome, TenantStorage } from '@identity-hub/core'
import { expect, test } from 'vitest'
import {
  DAY,
  event,
  HOUR,
  id,
  issue,
  MINUTE,
  RETRY_WINDOW_SECONDS,
  SECOND,
  someHash,
  START,
  TAKEN,
} from '../fixtures.ts'
import { authorizeAndExchange, rotate } from '../tokens.ts'
import { makeClient, makePerson, type OpenWorld, newestEvents } from '../world.ts'

const OUTCOMES: readonly RotateRefreshTokenOutcome['outcome'][] = [
  'rotated',
  'repeat',
  'repeat-differs',
  'reused',
  'unknown',
  'stale',
  'expired',
  'dead',
]
const events = () => Object.fromEntries(OUTCOMES.map((outcome) => [outcome, [event(outcome)]]))

const WINDOW = RETRY_WINDOW_SECONDS * SECOND

const revokedReason = async (tenant: TenantStorage, tokenId: string) => {
  const found = await tenant.findRefreshToken(tokenId)
  return found.outcome === 'found' ? found.standing.grant.revokedReason : found.outcome
}

export function refreshTests(openWorld: OpenWorld): void {
  test('a refresh token is rotated: it is used, and its successor works', async () => {
    const world = await openWorld()
    const { refreshToken, fence, grantId } = await authorizeAndExchange(world)
    const now = START + HOUR
    const rotated = await rotate(world.tenant, refreshToken, fence, { now, events: events() })
    expect(rotated.outcome).toBe('rotated')
    expect(await world.tenant.findRefreshToken(refreshToken.id)).toMatchObject({ token: { usedAt: now } })
    expect(await world.tenant.findRefreshToken(rotated.refreshToken.id)).toMatchObject({
      token: {
        tokenHash: rotated.refreshToken.hash,
        grantId,
        parentId: refreshToken.id,
        idleEndsAt: now + 30 * DAY,
        usedAt: null,
      },
    })
    const { id: accessId, hash: tokenHash } = rotated.accessToken
    expect(await world.tenant.findAccessToken({ id: accessId, tokenHash })).toMatchObject({ outcome: 'found' })
    const next = await rotate(world.tenant, rotated.refreshToken, fence, { now: now + HOUR })
    expect(next.outcome).toBe('rotated')
    expect((await newestEvents(world.tenant, 9)).map(({ reason }) => reason)).toEqual(['rotated'])
  })

  test('a retry within the window gets the same answer, as often as it asks', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const rotated = await rotate(world.tenant, refreshToken, fence)
    for (const now of [START, START + 1, START + WINDOW - 1]) {
      const again = await rotate(world.tenant, refreshToken, fence, { now })
      expect(again).toMatchObject({ outcome: 'repeat' })
      expect(again.outcome === 'repeat' && Buffer.from(again.retryAnswer)).toEqual(rotated.sealed)
      expect(await world.tenant.findRefreshToken(again.refreshToken.id)).toEqual({ outcome: 'unknown' })
    }
    expect(await rotate(world.tenant, rotated.refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
  })

  test('a retry with another request is refused, and revokes nothing', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const rotated = await rotate(world.tenant, refreshToken, fence)
    const other = await rotate(world.tenant, refreshToken, fence, { requestHash: someHash() })
    expect(other).toMatchObject({ outcome: 'repeat-differs' })
    expect(await rotate(world.tenant, refreshToken, fence)).toMatchObject({ outcome: 'repeat' })
    expect(await rotate(world.tenant, rotated.refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
  })

  test('after the window a second use is a replay and ends the family', async () => {
    const world = await openWorld()
    const { refreshToken, accessToken, fence } = await authorizeAndExchange(world)
    const rotated = await rotate(world.tenant, refreshToken, fence)
    const now = START + WINDOW
    const reused = await rotate(world.tenant, refreshToken, fence, { now, events: events() })
    expect(reused).toMatchObject({ outcome: 'reused' })
    const dead = { outcome: 'dead', reason: 'refresh_token_reused' }
    for (const token of [refreshToken, rotated.refreshToken])
      expect(await rotate(world.tenant, token, fence, { now })).toMatchObject(dead)
    expect(await world.tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash })).toMatchObject({
      standing: { grant: { revokedAt: now, revokedReason: 'refresh_token_reused' } },
    })
    expect((await newestEvents(world.tenant, 9)).map(({ reason }) => reason)).toEqual(['reused'])
  })

  test('the predecessor of a token that was used is a replay, also within the window', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const second = await rotate(world.tenant, refreshToken, fence)
    const third = await rotate(world.tenant, second.refreshToken, fence)
    expect(await rotate(world.tenant, second.refreshToken, fence)).toMatchObject({ outcome: 'repeat' })
    expect(await rotate(world.tenant, refreshToken, fence)).toMatchObject({ outcome: 'reused' })
    expect(await rotate(world.tenant, third.refreshToken, fence)).toMatchObject({ outcome: 'dead' })
  })

  test('without a window every second use is a replay', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const strict = { retryWindowSeconds: 0 }
    const rotated = await rotate(world.tenant, refreshToken, fence, strict)
    expect(rotated.outcome).toBe('rotated')
    expect(await rotate(world.tenant, refreshToken, fence, strict)).toMatchObject({ outcome: 'reused' })
    expect(await rotate(world.tenant, rotated.refreshToken, fence, strict)).toMatchObject({ outcome: 'dead' })
  })

  test('the window is the one of the rotation, not of the retry', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    await rotate(world.tenant, refreshToken, fence, { retryWindowSeconds: 1 })
    const now = START + 2 * SECOND
    const late = await rotate(world.tenant, refreshToken, fence, { now, retryWindowSeconds: 60 })
    expect(late).toMatchObject({ outcome: 'reused' })
  })

  test('a clock that was set back does not close the window', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    await rotate(world.tenant, refreshToken, fence, { now: START + HOUR })
    expect(await rotate(world.tenant, refreshToken, fence, { now: START + 59 * MINUTE })).toMatchObject({
      outcome: 'repeat',
    })
  })

  test('a right id with a wrong hash is unknown and changes nothing', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const rotated = await rotate(world.tenant, refreshToken, fence)
    for (const tokenHash of [someHash(), '', refreshToken.id])
      for (const token of [refreshToken, rotated.refreshToken]) {
        const late = { tokenHash, now: START + HOUR }
        expect(await rotate(world.tenant, token, fence, late)).toMatchObject({ outcome: 'unknown' })
      }
    expect(await rotate(world.tenant, issue('rt'), fence)).toMatchObject({ outcome: 'unknown' })
    expect(await revokedReason(world.tenant, refreshToken.id)).toBeNull()
    expect(await rotate(world.tenant, rotated.refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
  })

  test("another's token is unknown, used or not, and stays alive", async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const rotated = await rotate(world.tenant, refreshToken, fence)
    const client = (await makeClient(world.tenant)).id
    const accountId = (await makePerson(world.tenant)).account.id
    for (const token of [refreshToken, rotated.refreshToken])
      for (const change of [{ client }, { accountId }, { grantId: id() }]) {
        const foreign = await rotate(world.tenant, token, { ...fence, ...change }, { now: START + HOUR })
        expect(foreign).toMatchObject({ outcome: 'unknown' })
      }
    expect(await revokedReason(world.tenant, refreshToken.id)).toBeNull()
    expect(await rotate(world.tenant, rotated.refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
  })

  test('a token expires when it is not used', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const attempt = (now: number) => rotate(world.tenant, refreshToken, fence, { now })
    expect(await attempt(START + 30 * DAY)).toMatchObject({ outcome: 'expired', end: 'idle' })
    expect(await attempt(START + 30 * DAY - 1)).toMatchObject({ outcome: 'rotated' })
  })

  test('a used token that idled out long ago does not end the family any longer', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const rotated = await rotate(world.tenant, refreshToken, fence, { now: START + 20 * DAY })
    const now = START + 40 * DAY
    expect(await rotate(world.tenant, refreshToken, fence, { now })).toMatchObject({ outcome: 'expired', end: 'idle' })
    expect(await rotate(world.tenant, rotated.refreshToken, fence, { now })).toMatchObject({ outcome: 'rotated' })
  })

  test('a retry is answered also when the token idled out in between', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    await rotate(world.tenant, refreshToken, fence, { now: START + 30 * DAY - SECOND })
    const late = await rotate(world.tenant, refreshToken, fence, { now: START + 30 * DAY + SECOND })
    expect(late).toMatchObject({ outcome: 'repeat' })
  })

  test('the family ends at its absolute end, however much it is used', async () => {
    const world = await openWorld()
    let { refreshToken, fence } = await authorizeAndExchange(world)
    for (let now = START; now < START + 170 * DAY; now += 28 * DAY) {
      const rotated = await rotate(world.tenant, refreshToken, fence, { now })
      expect(rotated.outcome).toBe('rotated')
      ;({ refreshToken } = rotated)
    }
    const attempt = (now: number) => rotate(world.tenant, refreshToken, fence, { now })
    expect(await attempt(START + 180 * DAY)).toMatchObject({ outcome: 'expired', end: 'absolute' })
    expect(await attempt(START + 180 * DAY - 1)).toMatchObject({ outcome: 'rotated' })
  })

  test('an id that is taken fails the rotation as a whole', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const { refreshToken: taken } = await authorizeAndExchange(world)
    await expect(rotate(world.tenant, refreshToken, fence, { tokens: { id: taken.id } })).rejects.toThrow(TAKEN)
    expect(await rotate(world.tenant, refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
  })
}
