import { expect, test } from 'vitest'
import { DAY, MINUTE, SECOND, START } from '../fixtures.ts'
import { authorize, authorizeAndExchange, exchange, fenceOf, newDecision, rotate } from '../tokens.ts'
import { giveRole, openTenant, type OpenWorld, type World } from '../world.ts'

const block = ({ tenant, person }: World, kind: 'block' | 'unblock' = 'block') =>
  tenant.changeAccount({ accountId: person.account.id, change: { kind }, now: START })

const resetPassword = ({ tenant, person }: World) =>
  tenant.changeAccount({
    accountId: person.account.id,
    change: { kind: 'reset-password', passwordHash: '$new$' },
    now: START,
  })

const assignRole = ({ tenant, person }: World) =>
  giveRole(tenant, { accountId: person.account.id, role: 'editor', now: START })

const noTokensOf = async (
  { tenant }: World,
  { accessToken, refreshToken }: { accessToken: { id: string; hash: string }; refreshToken: { id: string } },
) => {
  const access = await tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash })
  const refresh = await tenant.findRefreshToken(refreshToken.id)
  expect([access.outcome, refresh.outcome]).toEqual(['unknown', 'unknown'])
}

export function fenceTests(openWorld: OpenWorld): void {
  test('a block between check and exchange wins', async () => {
    const world = await openWorld()
    const authorization = await authorize(world)
    await block(world)
    const exchanged = await exchange(world.tenant, authorization)
    expect(exchanged).toMatchObject({ outcome: 'dead', reason: 'account_blocked' })
    await noTokensOf(world, exchanged)
  })

  test('a block between check and refresh wins, and unblocking revives nothing', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    await block(world)
    const blocked = await rotate(world.tenant, refreshToken, fence)
    expect(blocked).toMatchObject({ outcome: 'dead', reason: 'account_blocked' })
    await noTokensOf(world, blocked)
    await block(world, 'unblock')
    for (const accountEpoch of [0, 1]) {
      const later = await rotate(world.tenant, refreshToken, { ...fence, accountEpoch })
      expect(later).toMatchObject({ outcome: 'dead', reason: 'account_changed' })
    }
  })

  test('a block inside the retry window wins', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    await rotate(world.tenant, refreshToken, fence)
    await block(world)
    const retry = await rotate(world.tenant, refreshToken, fence, { now: START + SECOND })
    expect(retry).toMatchObject({ outcome: 'dead', reason: 'account_blocked' })
  })

  test('a revocation inside the retry window wins', async () => {
    const world = await openWorld()
    const { refreshToken, fence, grantId } = await authorizeAndExchange(world)
    await rotate(world.tenant, refreshToken, fence)
    await world.tenant.revokeGrant({ grantId, reason: 'revoked_by_administrator', now: START })
    const retry = await rotate(world.tenant, refreshToken, fence, { now: START + SECOND })
    expect(retry).toMatchObject({ outcome: 'dead', reason: 'revoked_by_administrator' })
  })

  test('a password reset ends codes and refresh tokens', async () => {
    const world = await openWorld()
    const unused = await authorize(world)
    const { refreshToken, fence } = await authorizeAndExchange(world)
    await resetPassword(world)
    const changed = { outcome: 'dead', reason: 'account_changed' }
    expect(await exchange(world.tenant, unused)).toMatchObject(changed)
    expect(await rotate(world.tenant, refreshToken, fence)).toMatchObject(changed)
  })

  test('a changed policy is stale until it was read, then the grant moves on with it', async () => {
    const world = await openWorld()
    const unused = await authorize(world)
    const { refreshToken, fence } = await authorizeAndExchange(world)
    await assignRole(world)
    expect(await exchange(world.tenant, unused)).toMatchObject({ outcome: 'stale' })
    expect(await rotate(world.tenant, refreshToken, fence)).toMatchObject({ outcome: 'stale' })

    const found = await world.tenant.findRefreshToken(refreshToken.id)
    expect(found).toMatchObject({ token: { usedAt: null }, standing: { rights: { roles: ['editor'] } } })
    const rotated = await rotate(world.tenant, refreshToken, { ...fence, policyVersion: 1 })
    expect(rotated.outcome).toBe('rotated')
    expect(await world.tenant.findRefreshToken(rotated.refreshToken.id)).toMatchObject({
      standing: { grant: { policyVersion: 1 }, rights: null },
    })

    const tenant = await openTenant(world.hub, 'acme')
    const judged = fenceOf(tenant, world.client, world.person, unused.grantId)
    const exchanged = await exchange(tenant, { ...unused, fence: judged })
    expect(exchanged.outcome).toBe('exchanged')
    expect(await tenant.findRefreshToken(exchanged.refreshToken.id)).toMatchObject({ standing: { rights: null } })
  })

  test('a changed policy makes a retry stale too, before it is answered', async () => {
    const world = await openWorld()
    const { refreshToken, fence } = await authorizeAndExchange(world)
    await rotate(world.tenant, refreshToken, fence)
    await assignRole(world)
    expect(await rotate(world.tenant, refreshToken, fence)).toMatchObject({ outcome: 'stale' })
    expect(await rotate(world.tenant, refreshToken, { ...fence, policyVersion: 1 })).toMatchObject({
      outcome: 'repeat',
    })
  })

  test('a fence that was read too early or not at all is stale, and nothing is used up', async () => {
    const world = await openWorld()
    const unused = await authorize(world)
    const { refreshToken, fence } = await authorizeAndExchange(world)
    for (const change of [{ clientEpoch: 1 }, { accountEpoch: 1 }, { tenantEpoch: 1 }, { policyVersion: 1 }]) {
      const other = await exchange(world.tenant, { ...unused, fence: { ...unused.fence, ...change } })
      expect(other).toMatchObject({ outcome: 'stale' })
      expect(await rotate(world.tenant, refreshToken, { ...fence, ...change })).toMatchObject({ outcome: 'stale' })
    }
    expect(await exchange(world.tenant, unused)).toMatchObject({ outcome: 'exchanged' })
    expect(await rotate(world.tenant, refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
  })

  test('a grant past its absolute end gives nothing for its code', async () => {
    const world = await openWorld()
    const { input, authorization } = newDecision(world)
    const { grant, code } = input.decision
    const decision = {
      ...input.decision,
      grant: { ...grant, absoluteEndsAt: START + MINUTE },
      code: { ...code, expiresAt: START + DAY },
    }
    await world.tenant.decide({ ...input, decision })
    const late = await exchange(world.tenant, authorization, { now: START + MINUTE })
    expect(late).toMatchObject({ outcome: 'dead', reason: 'grant_expired' })
    expect(await exchange(world.tenant, authorization, { now: START + MINUTE - 1 })).toMatchObject({
      outcome: 'exchanged',
    })
  })

  test('a race of a block against exchanges and refreshes never leaves a live token behind', async () => {
    const world = await openWorld()
    const codes = await Promise.all(Array.from({ length: 20 }, () => authorize(world)))
    const families = await Promise.all(Array.from({ length: 20 }, () => authorizeAndExchange(world)))
    const use = (at: number) =>
      Promise.all([
        ...codes.slice(at, at + 10).map(async (one) => ({ ...(await exchange(world.tenant, one)), fence: one.fence })),
        ...families
          .slice(at, at + 10)
          .map(async ({ refreshToken, fence }) => ({ ...(await rotate(world.tenant, refreshToken, fence)), fence })),
      ])
    const [early, , late] = await Promise.all([use(0), block(world), use(10)])
    // Whichever came first, and a driver may well serve them in another order than they asked: what was issued is dead.
    const all = [...early, ...late]
    const issued = all.filter(({ outcome }) => outcome === 'exchanged' || outcome === 'rotated')
    const refused = all.filter((one) => !issued.includes(one))
    expect(refused.filter(({ outcome }) => outcome !== 'dead' && outcome !== 'stale')).toEqual([])
    for (const { accessToken, refreshToken, fence } of issued) {
      expect(await rotate(world.tenant, refreshToken, fence)).toMatchObject({ outcome: 'dead' })
      const access = await world.tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash })
      expect(access).toMatchObject({ standing: { account: { status: 'blocked' }, grant: { accountEpoch: 0 } } })
    }
    for (const tokens of refused) await noTokensOf(world, tokens)
  })
}
