import { expect, test } from 'vitest'
import { event, HOUR, id, issue, scope, someHash, START } from '../fixtures.ts'
import { authorize, authorizeAndExchange, exchange } from '../tokens.ts'
import { giveRole, makeClient, makePerson, openTenant, type OpenWorld, type World, newestEvents } from '../world.ts'

function issueClientToken(
  { tenant, client }: World,
  change: { clientEpoch?: number; tenantEpoch?: number; client?: string } = {},
) {
  const token = issue('at')
  const issued = tenant.issueClientToken({
    fence: { client: client.id, clientEpoch: client.epoch, tenantEpoch: tenant.tenant.epoch, ...change },
    accessToken: { id: token.id, tokenHash: token.hash, scopes: ['a', 'b'], audience: [], expiresAt: START + HOUR },
    now: START,
    events: { issued: [event('issued')], stale: [event('stale')], dead: [event('dead')] },
  })
  return { issued, token, find: () => tenant.findAccessToken({ id: token.id, tokenHash: token.hash }) }
}

export function accessTokenTests(openWorld: OpenWorld): void {
  test('an access token comes with its facts and the standing of its grant', async () => {
    const world = await openWorld()
    const authorization = await authorize(world)
    const token = issue('at')
    const accessToken = {
      tokenHash: token.hash,
      scopes: ['profile', 'email'],
      audience: ['https://api.example/'],
      expiresAt: START + HOUR,
    }
    await exchange(world.tenant, authorization, { tokens: { id: token.id, accessToken } })
    const { tokenHash, ...facts } = accessToken
    expect(await world.tenant.findAccessToken({ id: token.id, tokenHash })).toMatchObject({
      outcome: 'found',
      token: { id: token.id, ...facts, client: world.client.id, clientId: world.client.clientId },
      standing: { grant: { id: authorization.grantId }, account: world.person.account, rights: null },
      dead: null,
    })
  })

  test('a right id with a wrong hash is unknown, and so is any other token', async () => {
    const { tenant, ...world } = await openWorld()
    const { accessToken, refreshToken } = await authorizeAndExchange({ ...world, tenant })
    for (const tokenHash of [someHash(), '', accessToken.hash.toUpperCase().slice(1)])
      expect(await tenant.findAccessToken({ id: accessToken.id, tokenHash })).toEqual({ outcome: 'unknown' })
    const other = { id: refreshToken.id, tokenHash: refreshToken.hash }
    expect(await tenant.findAccessToken(other)).toEqual({ outcome: 'unknown' })
  })

  test('an expired token is still found: its end is for the caller to judge', async () => {
    const world = await openWorld()
    const { accessToken } = await authorizeAndExchange(world)
    const found = await world.tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash })
    expect(found).toMatchObject({ outcome: 'found', token: { expiresAt: START + HOUR } })
  })

  test('rights come along once the policy has changed since the grant was judged', async () => {
    const world = await openWorld()
    const { accessToken } = await authorizeAndExchange(world)
    const { account: other } = await makePerson(world.tenant)
    await giveRole(world.tenant, { accountId: other.id, role: 'owner', now: START })
    await giveRole(world.tenant, { accountId: world.person.account.id, role: 'editor', now: START })
    expect(await world.tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash })).toMatchObject({
      standing: { tenant: { policyVersion: 2 }, rights: { roles: ['editor'], scopes: [scope('profile')] } },
    })
  })

  test('a block, a revocation and a password reset show at the next use', async () => {
    const world = await openWorld()
    const { accessToken, grantId } = await authorizeAndExchange(world)
    const find = () => world.tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash })
    await world.tenant.changeAccount({ accountId: world.person.account.id, change: { kind: 'block' }, now: START })
    expect(await find()).toMatchObject({ standing: { account: { status: 'blocked', epoch: 1 } } })
    await world.tenant.revokeGrant({ grantId, reason: 'revoked_by_client', now: START })
    expect(await find()).toMatchObject({ standing: { grant: { revokedReason: 'revoked_by_client' } } })
  })

  test('a client token rests on the client alone', async () => {
    const world = await openWorld()
    const { issued, token, find } = issueClientToken(world)
    expect(await issued).toEqual({ outcome: 'issued' })
    expect(await find()).toEqual({
      outcome: 'found',
      token: {
        id: token.id,
        scopes: ['a', 'b'],
        audience: [],
        expiresAt: START + HOUR,
        client: world.client.id,
        clientId: world.client.clientId,
      },
      standing: null,
      clientScopes: ['profile'],
      dead: null,
    })
    expect(await newestEvents(world.tenant, 9)).toMatchObject([{ reason: 'issued' }])
  })

  test('a client token is not issued under facts that have changed', async () => {
    const world = await openWorld()
    for (const change of [{ clientEpoch: 1 }, { tenantEpoch: 1 }, { client: id() }]) {
      const { issued, find } = issueClientToken(world, change)
      expect(await issued).toEqual({ outcome: 'stale' })
      expect(await find()).toEqual({ outcome: 'unknown' })
    }
    const later = await openTenant(world.hub, 'acme')
    expect((await newestEvents(later, 9)).every(({ reason }) => reason === 'stale')).toBe(true)
  })

  test('a scope without a value is no scope at all', async () => {
    const world = await openWorld()
    const client = await makeClient(world.tenant, { scopes: [] })
    const token = issue('at')
    await world.tenant.issueClientToken({
      fence: { client: client.id, clientEpoch: 0, tenantEpoch: 0 },
      accessToken: { id: token.id, tokenHash: token.hash, scopes: [], audience: [], expiresAt: START + HOUR },
      now: START,
    })
    expect(await world.tenant.findAccessToken({ id: token.id, tokenHash: token.hash })).toMatchObject({
      token: { scopes: [], audience: [] },
    })
  })
}
