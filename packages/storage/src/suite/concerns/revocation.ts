import type { IssuedValue, TenantStorage } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { event, HOUR, id, issue, SECOND, someHash, START } from '../fixtures.ts'
import { authorizeAndExchange, rotate } from '../tokens.ts'
import { makeClient, makeTenant, openTenant, reasonsOf, type OpenWorld, newestEvents } from '../world.ts'

const ROUNDS = 20
const MANY = 40

const find = (tenant: TenantStorage, token: IssuedValue) =>
  tenant.findAccessToken({ id: token.id, tokenHash: token.hash })

const revoke = (tenant: TenantStorage, token: IssuedValue, client: { id: string }, tokenHash = token.hash) =>
  tenant.revokeAccessToken({
    id: token.id,
    tokenHash,
    client: client.id,
    now: START + SECOND,
    events: { revoked: [event('revoked')] },
  })

const revoked = { outcome: 'revoked' }
const unknown = { outcome: 'unknown' }

export function revocationTests(openWorld: OpenWorld): void {
  test('an access token is revoked alone, once, and is dead in every process at once', async () => {
    const world = await openWorld()
    const { tenant, client, under } = world
    const { accessToken, refreshToken, fence } = await authorizeAndExchange(world)
    const sibling = await authorizeAndExchange(world)
    const beside = await openTenant(await under.openSecond(), 'acme')
    expect(await revoke(beside, accessToken, client)).toEqual(revoked)
    for (const one of [tenant, beside])
      expect(await find(one, accessToken)).toMatchObject({
        dead: 'revoked_by_client',
        standing: { grant: { revokedAt: null } },
      })
    expect(await revoke(tenant, accessToken, client)).toEqual(unknown)
    expect(await reasonsOf(tenant)).toEqual(['revoked'])
    expect(await find(tenant, sibling.accessToken)).toMatchObject({ dead: null })

    const rotated = await rotate(tenant, refreshToken, fence)
    expect(rotated.outcome).toBe('rotated')
    expect(await find(tenant, rotated.accessToken)).toMatchObject({ dead: null })
  })

  test('an app token is revoked like any other', async () => {
    const { tenant, client } = await openWorld()
    const token = issue('at')
    await tenant.issueClientToken({
      fence: { client: client.id, clientEpoch: 0, tenantEpoch: 0 },
      accessToken: { id: token.id, tokenHash: token.hash, scopes: [], audience: [], expiresAt: START + HOUR },
      now: START,
    })
    expect(await revoke(tenant, token, client)).toEqual(revoked)
    expect(await find(tenant, token)).toMatchObject({ standing: null, dead: 'revoked_by_client' })
  })

  test('an access token is revoked only with its hash, by its own client, in its own tenant', async () => {
    const world = await openWorld()
    const { tenant, client, hub } = world
    const { accessToken, refreshToken } = await authorizeAndExchange(world)
    const other = await makeTenant(hub, 'beta')
    expect(await revoke(tenant, accessToken, await makeClient(tenant))).toEqual(unknown)
    expect(await revoke(tenant, accessToken, client, someHash())).toEqual(unknown)
    expect(await revoke(other, accessToken, client)).toEqual(unknown)
    expect(await revoke(tenant, refreshToken, client)).toEqual(unknown)
    expect(await revoke(tenant, { ...accessToken, id: id() }, client)).toEqual(unknown)
    expect(await find(tenant, accessToken)).toMatchObject({ dead: null })
    expect(await newestEvents(tenant, 9)).toEqual([])
  })

  test(`${MANY} revocations of one access token at the same moment: one is told of`, async () => {
    const world = await openWorld()
    const { tenant, client } = world
    const { accessToken } = await authorizeAndExchange(world)
    const outcomes = await Promise.all(Array.from({ length: MANY }, () => revoke(tenant, accessToken, client)))
    expect(outcomes.filter(({ outcome }) => outcome === 'revoked')).toHaveLength(1)
    expect(await reasonsOf(tenant)).toEqual(['revoked'])
  })

  test(`a grant that is revoked in the midst of its refreshes leaves no live token, tried ${ROUNDS} times`, async () => {
    const world = await openWorld()
    const { tenant, under } = world
    const beside = await openTenant(await under.openSecond(), 'acme')
    for (let round = 0; round < ROUNDS; round += 1) {
      const { grantId, refreshToken, fence } = await authorizeAndExchange(world)
      const reason = 'revoked_by_client' as const
      const [first, , second] = await Promise.all([
        rotate(tenant, refreshToken, fence),
        beside.revokeGrant({ grantId, reason, now: START }),
        rotate(beside, refreshToken, fence),
      ])
      for (const rotated of [first, second]) {
        expect(['rotated', 'repeat', 'dead']).toContain(rotated.outcome)
        expect(await rotate(tenant, rotated.refreshToken, fence)).not.toMatchObject({ outcome: 'rotated' })
        const found = await find(tenant, rotated.accessToken)
        expect([undefined, reason]).toContain(
          found.outcome === 'found' ? found.standing?.grant.revokedReason : undefined,
        )
      }
      expect(await rotate(tenant, refreshToken, fence)).toMatchObject({ outcome: 'dead', reason })
    }
  })
}
