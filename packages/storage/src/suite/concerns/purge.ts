import type { HubStorage } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { DAY, HOUR, id, MINUTE, someHash, START } from '../fixtures.ts'
import { newInteraction } from '../interactions.ts'
import { authorize, authorizeAndExchange, exchange, rotate } from '../tokens.ts'
import { giveRole, type OpenWorld, startSession } from '../world.ts'

async function purgeAll(hub: HubStorage, now: number): Promise<number> {
  let removed = 0
  for (;;) {
    const slice = await hub.purge({ now, limit: 50 })
    removed += slice.removed
    if (slice.outcome === 'done') return removed
  }
}

export function purgeTests(openWorld: OpenWorld): void {
  test('what lives stays', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const authorization = await authorizeAndExchange(world)
    const unused = await authorize(world)
    const interaction = newInteraction(world)
    await tenant.beginInteraction(interaction)
    const key = { kind: 'account', keyHash: someHash(), limit: 1, windowSeconds: 3600 }
    await tenant.countAttempt({ keys: [key], now: START })

    expect(await purgeAll(world.hub, START)).toBe(0)
    expect(await purgeAll(world.hub, START + MINUTE - 1)).toBe(0)
    expect(await exchange(tenant, unused, { now: START + MINUTE - 1 })).toMatchObject({ outcome: 'exchanged' })
    const { browserHash } = interaction
    expect(await tenant.loadInteraction({ id: interaction.id, browserHash, now: START })).toMatchObject({
      outcome: 'open',
    })
    const touched = await tenant.touchSession({ sessionHash: person.session.hash, idleEndsAt: START, now: START })
    expect(touched).toMatchObject({ outcome: 'live' })
    expect(await tenant.countAttempt({ keys: [key], now: START })).toMatchObject({ outcome: 'delayed' })
    const { id: accessId, hash: tokenHash } = authorization.accessToken
    expect(await tenant.findAccessToken({ id: accessId, tokenHash })).toMatchObject({ outcome: 'found' })
    expect(await rotate(tenant, authorization.refreshToken, authorization.fence)).toMatchObject({ outcome: 'rotated' })
  })

  test('what has ended goes', async () => {
    const world = await openWorld()
    const { tenant, person } = world
    const { accessToken, refreshToken, code } = await authorizeAndExchange(world)
    const interaction = newInteraction(world)
    await tenant.beginInteraction(interaction)
    const key = { kind: 'account', keyHash: someHash(), limit: 1, windowSeconds: 60 }
    await tenant.countAttempt({ keys: [key], now: START })
    expect(await purgeAll(world.hub, START + 400 * DAY)).toBeGreaterThanOrEqual(5)

    const unknown = { outcome: 'unknown' }
    expect(await tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash })).toEqual(unknown)
    expect(await tenant.findRefreshToken(refreshToken.id)).toEqual(unknown)
    expect(await tenant.findCode(code.id)).toEqual(unknown)
    const { id: interactionId, browserHash } = interaction
    expect(await tenant.loadInteraction({ id: interactionId, browserHash, now: START })).toEqual(unknown)
    const sessionHash = person.session.hash
    expect(await tenant.touchSession({ sessionHash, idleEndsAt: START, now: START })).toEqual(unknown)
    expect(await purgeAll(world.hub, START + 400 * DAY)).toBe(0)
    expect(await tenant.countAttempt({ keys: [key], now: START })).toEqual({ outcome: 'allowed' })
  })

  test('clients, accounts, roles and consents never go', async () => {
    const world = await openWorld()
    const { tenant, person, client } = world
    await giveRole(tenant, { accountId: person.account.id, role: 'editor', now: START })
    await purgeAll(world.hub, START + 10_000 * DAY)
    expect(await tenant.findClient(client.clientId)).toMatchObject({ outcome: 'found' })
    expect(await tenant.findAccount(person.account.id)).toMatchObject({ outcome: 'found' })
    expect(await tenant.listAccountRoles(person.account.id)).toEqual(['editor'])
  })

  test('a used code is kept for a day, so that a replay still ends its grant', async () => {
    const world = await openWorld()
    const authorization = await authorizeAndExchange(world)
    const now = START + DAY
    await purgeAll(world.hub, now)
    expect(await exchange(world.tenant, authorization, { now })).toMatchObject({ outcome: 'replayed' })
  })

  test('a used refresh token is kept for its idle lifetime, so that a replay still ends its grant', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const now = START + 20 * DAY
    const second = await rotate(world.tenant, refreshToken, fence, { now })
    await purgeAll(world.hub, START + 29 * DAY)
    const found = await world.tenant.findRefreshToken(refreshToken.id)
    expect(found).toMatchObject({ token: { tokenHash: refreshToken.hash, usedAt: now } })
    expect(await rotate(world.tenant, refreshToken, fence, { tokenHash: someHash() })).toMatchObject({
      outcome: 'unknown',
    })
    const reused = await rotate(world.tenant, refreshToken, fence, { now: START + 29 * DAY })
    expect(reused).toMatchObject({ outcome: 'reused' })
    expect(await rotate(world.tenant, second.refreshToken, fence)).toMatchObject({ outcome: 'dead' })
  })

  test('an access token goes when it has ended, and the refresh token that came with it lives on', async () => {
    const world = await openWorld()
    const { accessToken, refreshToken, fence } = await authorizeAndExchange(world)
    const now = START + HOUR + MINUTE
    await purgeAll(world.hub, now)
    const { id: accessId, hash: tokenHash } = accessToken
    expect(await world.tenant.findAccessToken({ id: accessId, tokenHash })).toEqual({ outcome: 'unknown' })
    const second = await rotate(world.tenant, refreshToken, fence, { now })
    expect(second).toMatchObject({ outcome: 'rotated' })
    await purgeAll(world.hub, now + 2 * HOUR)
    expect(await world.tenant.findRefreshToken(second.refreshToken.id)).toMatchObject({ token: { usedAt: null } })
    expect(await rotate(world.tenant, refreshToken, fence, { now })).toMatchObject({ outcome: 'reused' })
  })

  test('a token that may not be refreshed goes as a whole', async () => {
    const world = await openWorld()
    await exchange(world.tenant, await authorize(world), { tokens: { refreshToken: null } })
    expect(await purgeAll(world.hub, START + HOUR + MINUTE - 1)).toBe(0)
    expect(await purgeAll(world.hub, START + HOUR + MINUTE)).toBe(1)
  })

  test('purging does not cut a retry window short', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    await rotate(world.tenant, refreshToken, fence)
    await purgeAll(world.hub, START + MINUTE)
    expect(await rotate(world.tenant, refreshToken, fence)).toMatchObject({ outcome: 'repeat' })
    await purgeAll(world.hub, START + HOUR)
    expect(await rotate(world.tenant, refreshToken, fence)).toMatchObject({ outcome: 'reused' })
  })

  test('a family that goes on is kept while it is used, and its grant goes when it was not', async () => {
    const world = await openWorld()
    let { refreshToken, fence } = await authorizeAndExchange(world)
    for (let now = START + 20 * DAY; now < START + 100 * DAY; now += 20 * DAY) {
      await purgeAll(world.hub, now)
      const rotated = await rotate(world.tenant, refreshToken, fence, { now })
      expect(rotated.outcome).toBe('rotated')
      ;({ refreshToken } = rotated)
    }
    await purgeAll(world.hub, START + 109 * DAY)
    expect(await world.tenant.findRefreshToken(refreshToken.id)).toMatchObject({ outcome: 'found' })
    await purgeAll(world.hub, START + 111 * DAY)
    expect(await world.tenant.findRefreshToken(refreshToken.id)).toEqual({ outcome: 'unknown' })
    const revoked = await world.tenant.revokeGrant({ grantId: fence.grantId, reason: 'rights_changed', now: START })
    expect(revoked).toEqual({ outcome: 'unknown' })
  })

  test('a long-lived access token outlives the refresh token that came with it', async () => {
    const world = await openWorld()
    const authorization = await authorize(world)
    const token = { id: id(), tokenHash: someHash() }
    const accessToken = { tokenHash: token.tokenHash, scopes: [], audience: [], expiresAt: START + 90 * DAY }
    await exchange(world.tenant, authorization, { tokens: { id: token.id, accessToken } })
    await purgeAll(world.hub, START + 89 * DAY)
    expect(await world.tenant.findAccessToken(token)).toMatchObject({ outcome: 'found' })
    await purgeAll(world.hub, START + 91 * DAY)
    expect(await world.tenant.findAccessToken(token)).toEqual({ outcome: 'unknown' })
  })

  test('it goes in slices: at most so many of each kind, until nothing is left', async () => {
    const world = await openWorld()
    for (const _ of [1, 2, 3, 4, 5]) await startSession(world.tenant, world.person.account)
    const purge = () => world.hub.purge({ now: START + 30 * DAY, limit: 2 })
    expect(await purge()).toEqual({ outcome: 'more', removed: 2 })
    expect(await purge()).toEqual({ outcome: 'more', removed: 2 })
    expect(await purge()).toEqual({ outcome: 'more', removed: 2 })
    expect(await purge()).toEqual({ outcome: 'done', removed: 0 })
  })

  test('a fresh database has nothing to purge', async () => {
    const { under } = await openWorld()
    expect(await under.storage.purge({ now: START, limit: 10 })).toEqual({ outcome: 'done', removed: 0 })
  })
}
