import { expect, test } from 'vitest'
import { ALL_ROWS, issue, scope, SECOND, START } from '../fixtures.ts'
import { newInteraction } from '../interactions.ts'
import { authorize, authorizeAndExchange, exchange, newDecision, rotate } from '../tokens.ts'
import { openTenant, type OpenWorld } from '../world.ts'

export function durabilityTests(openWorld: OpenWorld): void {
  test('after a restart everything is as it was', async () => {
    const world = await openWorld()
    const { person, client, under } = world
    const unused = await authorize(world)
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const rotated = await rotate(world.tenant, refreshToken, fence)
    const replayed = await authorizeAndExchange(world)
    await exchange(world.tenant, replayed)
    const interaction = newInteraction(world)
    await world.tenant.beginInteraction(interaction)
    const { input } = newDecision(world)
    await world.tenant.decide({ ...input, decision: { ...input.decision, rememberScopes: ['profile'] } })
    await world.tenant.createScope({ scope: scope('calendar'), now: START })

    const tenant = await openTenant(await under.reopen(), 'acme')
    expect(await tenant.findClient(client.clientId)).toEqual({ outcome: 'found', client })
    expect(await tenant.listAccounts({ after: null, limit: 9 })).toEqual({ rows: [person.account], next: null })
    expect((await tenant.listScopes(ALL_ROWS)).rows).toHaveLength(3)
    const sessionHash = person.session.hash
    expect(await tenant.touchSession({ sessionHash, idleEndsAt: START, now: START })).toMatchObject({ outcome: 'live' })
    const { id, browserHash } = interaction
    expect(await tenant.loadInteraction({ id, browserHash, now: START })).toMatchObject({ outcome: 'open' })
    const facts = { accountId: person.account.id, client: client.id, scopes: [] }
    expect((await tenant.findAuthorizationFacts(facts)).consent?.scopes).toEqual(['profile'])
    expect(await exchange(tenant, unused)).toMatchObject({ outcome: 'exchanged' })
    expect(await exchange(tenant, unused)).toMatchObject({ outcome: 'replayed' })
    const retry = await rotate(tenant, refreshToken, fence)
    expect(retry.outcome === 'repeat' && Buffer.from(retry.retryAnswer)).toEqual(rotated.sealed)
    expect(await rotate(tenant, replayed.refreshToken, replayed.fence)).toMatchObject({ outcome: 'dead' })
    expect(await rotate(tenant, rotated.refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
    expect(await rotate(tenant, refreshToken, fence)).toMatchObject({ outcome: 'reused' })
  })

  test('nothing that was handed out can be read from the disk', async () => {
    const world = await openWorld()
    const authorization = await authorizeAndExchange(world)
    const rotated = await rotate(world.tenant, authorization.refreshToken, authorization.fence)
    const replay = await exchange(world.tenant, authorization, { now: START + SECOND })
    const secrets = [
      world.person.session,
      authorization.code,
      authorization.accessToken,
      authorization.refreshToken,
      rotated.accessToken,
      rotated.refreshToken,
      replay.accessToken,
    ].map(({ value }) => value.slice(-43))
    const bytes = await world.under.readBytes()
    for (const secret of secrets) {
      expect(secret).toHaveLength(43)
      expect(bytes.includes(secret)).toBe(false)
      expect(bytes.includes(Buffer.from(secret, 'base64url'))).toBe(false)
    }
    // The search would find what is there.
    expect(bytes.includes(authorization.grantId)).toBe(true)
    expect(bytes.includes(Buffer.from(authorization.code.hash, 'hex'))).toBe(true)
    expect(bytes.includes(issue('rt').id)).toBe(false)
  })

  test('an answer is not given before its batch, nor to a closed storage', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    const rotating = rotate(world.tenant, refreshToken, fence)
    await world.hub.close()
    expect(await rotating).toMatchObject({ outcome: 'rotated' })
    await expect(rotate(world.tenant, refreshToken, fence)).rejects.toMatchObject({ name: 'StorageUnavailableError' })
    await expect(world.tenant.findRefreshToken(refreshToken.id)).rejects.toMatchObject({
      name: 'StorageUnavailableError',
    })
    expect(await world.hub.health()).toMatchObject({ status: 'away' })
    await world.hub.close()
  })
}
