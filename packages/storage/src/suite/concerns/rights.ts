import {
  checkAccessToken,
  hashClientSecret,
  issueToken,
  randomBytes,
  SecretGuesses,
  type ClientScope,
  type GrantStanding,
  type IssuedTokens,
  type TenantStorage,
} from '@identity-hub/core'
import { expect, test } from 'vitest'
import { HOUR, id, issue, scope, START } from '../fixtures.ts'
import { authorize, authorizeAndExchange, fenceOf, newDecision, rotate } from '../tokens.ts'
import { changeClient, giveRole, makeClient, makePerson, makeTenant, openTenant } from '../world.ts'
import type { OpenWorld, World } from '../world.ts'

const facts = { now: START, random: randomBytes, requestId: id(), source: null }

const requestable = (...names: string[]): ClientScope[] => names.map((name) => ({ name, assignment: 'requestable' }))

const giveScopes = (tenant: TenantStorage, { clientId }: World['client'], ...names: string[]) =>
  tenant.changeClient({
    clientId,
    change: { kind: 'update', settings: { scopes: requestable(...names) } },
    expectedRevision: null,
    now: START,
  })

/** A grant with an unused code, and one with tokens, whose standings must tell the same. */
async function grantTwice(world: World) {
  const { tenant } = world
  const { code } = await authorize(world)
  const { accessToken, refreshToken } = await authorizeAndExchange(world)
  const standings = async (): Promise<GrantStanding[]> => {
    const found = [
      await tenant.findCode(code.id),
      await tenant.findRefreshToken(refreshToken.id),
      await tenant.findAccessToken({ id: accessToken.id, tokenHash: accessToken.hash }),
    ]
    return found.map((one) => {
      if (one.outcome !== 'found' || one.standing === null) throw new Error('a grant is gone')
      return one.standing
    })
  }
  /** null: nothing moved. */
  const changed = async () => {
    const [first, ...others] = (await standings()).map(({ rights }) => rights?.changed ?? null)
    for (const other of others) expect(other).toBe(first)
    return first
  }
  return { standings, changed }
}

const setClaims = (tenant: TenantStorage, accountId: string, claims: Record<string, string>) =>
  tenant.changeAccount({ accountId, change: { kind: 'claims', claims }, now: START })

/** A token of the client itself, and how it is found. */
async function issueAppToken(
  tenant: TenantStorage,
  client: World['client'],
  scopes: readonly string[],
  token = issue('at'),
) {
  await tenant.issueClientToken({
    fence: { client: client.id, clientEpoch: client.epoch, tenantEpoch: tenant.tenant.epoch },
    accessToken: { id: token.id, tokenHash: token.hash, scopes, audience: [], expiresAt: START + HOUR },
    now: START,
  })
  return (by = tenant) => by.findAccessToken({ id: token.id, tokenHash: token.hash })
}

export function rightsTests(openWorld: OpenWorld): void {
  test('a standing tells what rights are judged by, in one moment', async () => {
    const world = await openWorld()
    const { hub, tenant, client, person } = world
    const { standings } = await grantTwice(world)
    for (const one of await standings())
      expect(one).toMatchObject({ tenant: { policyVersion: 0, rightsChange: 'removed' }, rights: null })

    await giveRole(tenant, { accountId: person.account.id, role: 'editor', now: START })
    await giveRole(tenant, { accountId: person.account.id, role: 'analyst', now: START })
    await setClaims(tenant, person.account.id, { department: 'sales', 'cost-center': 'é"\\' })
    const requirement = { requiredRoles: ['editor'], requiredClaim: { name: 'department', value: null } }
    await tenant.changeScope({ name: 'profile', changes: requirement, expectedRevision: null })
    await giveScopes(tenant, client, 'email', 'profile')
    await hub.changeTenant({ slug: 'acme', changes: { rightsChange: 'any' }, expectedRevision: null })
    for (const one of await standings())
      expect(one).toMatchObject({
        tenant: { policyVersion: 5, rightsChange: 'any' },
        rights: {
          roles: ['analyst', 'editor'],
          claims: { department: 'sales', 'cost-center': 'é"\\' },
          scopes: [scope('profile', { ...requirement, revision: 1 })],
          clientScopes: ['email', 'profile'],
          changed: true,
        },
      })
  })

  test('a change counts for those whom it concerns', async () => {
    const world = await openWorld()
    const { tenant, client } = world
    const other = await makePerson(tenant)
    await tenant.createScope({ scope: scope('calendar'), now: START })
    const { changed, standings } = await grantTwice(world)
    expect(await changed()).toBeNull()
    await giveRole(tenant, { accountId: other.account.id, role: 'editor', now: START })
    await setClaims(tenant, other.account.id, { department: 'sales' })
    const requirement = { requiredRoles: ['editor'] }
    await tenant.changeScope({ name: 'calendar', changes: requirement, expectedRevision: null })
    const words = { description: { en: 'See your profile' }, accessTokenSeconds: 60 }
    await tenant.changeScope({ name: 'profile', changes: words, expectedRevision: null })
    await giveScopes(tenant, client, 'profile', 'calendar')
    await giveScopes(tenant, await makeClient(tenant), 'email')
    expect(await changed()).toBe(false)
    for (const { rights } of await standings())
      expect(rights).toMatchObject({ roles: [], claims: {}, clientScopes: ['profile', 'calendar'] })
  })

  const changes: Record<string, (world: World) => Promise<unknown>> = {
    'a role that was assigned': ({ tenant, person }) =>
      giveRole(tenant, { accountId: person.account.id, role: 'editor', now: START }),
    'a role that was removed': ({ tenant, person }) =>
      tenant.removeRole({ accountId: person.account.id, role: 'member', now: START }),
    'a role that was deleted': ({ tenant }) => tenant.deleteRole({ name: 'member', expectedRevision: null }),
    'a claim': ({ tenant, person }) => setClaims(tenant, person.account.id, { department: 'legal' }),
    'no claims any longer': ({ tenant, person }) => setClaims(tenant, person.account.id, {}),
    'a role that the scope requires': ({ tenant }) =>
      tenant.changeScope({ name: 'profile', changes: { requiredRoles: ['member'] }, expectedRevision: null }),
    'a claim that the scope requires': ({ tenant }) =>
      tenant.changeScope({
        name: 'profile',
        changes: { requiredClaim: { name: 'department', value: 'sales' } },
        expectedRevision: null,
      }),
    'a scope that was deleted and made again': async ({ tenant, client }) => {
      await tenant.deleteScope({ name: 'profile', expectedRevision: null })
      await tenant.createScope({ scope: scope('profile'), now: START })
      await giveScopes(tenant, client, 'profile')
    },
  }
  test.each(Object.keys(changes))('%s counts as a change, until the grant was judged under it', async (name) => {
    const world = await openWorld()
    const { hub, client, person } = world
    await giveRole(world.tenant, { accountId: person.account.id, role: 'member', now: START })
    await setClaims(world.tenant, person.account.id, { department: 'sales' })
    await giveScopes(world.tenant, client, 'profile', 'email')
    const before = await openTenant(hub, 'acme')
    const { changed } = await grantTwice({ ...world, tenant: before })
    const { refreshToken, grantId } = await authorizeAndExchange({ ...world, tenant: before })
    expect(await changed()).toBeNull()
    await changes[name]?.({ ...world, tenant: before })
    expect(await changed()).toBe(true)

    const later = await openTenant(hub, 'acme')
    const rotated = await rotate(later, refreshToken, fenceOf(later, client, person, grantId))
    expect(rotated.outcome).toBe('rotated')
    const judged = () => later.findRefreshToken(rotated.refreshToken.id)
    expect(await judged()).toMatchObject({ standing: { rights: null } })
    const other = await makePerson(later)
    await giveRole(later, { accountId: other.account.id, role: 'owner', now: START })
    expect(await judged()).toMatchObject({ standing: { rights: { changed: false } } })
  })

  test('a scope that does not exist any longer, or is not the client’s, is missing', async () => {
    const world = await openWorld()
    const { tenant, client } = world
    const { standings } = await grantTwice(world)
    await giveScopes(tenant, client, 'email', 'profile')
    await giveScopes(tenant, client, 'email')
    for (const { rights } of await standings())
      expect(rights).toMatchObject({ scopes: [scope('profile')], clientScopes: ['email'] })
    await tenant.deleteScope({ name: 'profile', expectedRevision: null })
    for (const { rights } of await standings()) expect(rights).toMatchObject({ scopes: [], clientScopes: ['email'] })
  })

  test('another tenant’s scopes, roles and changes are its own', async () => {
    const world = await openWorld()
    const beta = await makeTenant(world.hub, 'beta')
    const theirs = await makePerson(beta)
    const { standings, changed } = await grantTwice(world)
    await beta.changeScope({ name: 'profile', changes: { requiredRoles: ['owner'] }, expectedRevision: null })
    await giveRole(beta, { accountId: theirs.account.id, role: 'owner', now: START })
    expect(await setClaims(beta, world.person.account.id, { department: 'sales' })).toEqual({ outcome: 'unknown' })
    expect(await changed()).toBeNull()
    await giveRole(world.tenant, { accountId: world.person.account.id, role: 'editor', now: START })
    for (const { rights } of await standings())
      expect(rights).toMatchObject({ roles: ['editor'], claims: {}, scopes: [scope('profile')] })
  })

  test('a decision rests on roles and claims of the account alone', async () => {
    const { hub, tenant, client, person } = await openWorld()
    await giveRole(tenant, { accountId: person.account.id, role: 'editor', now: START })
    await setClaims(tenant, person.account.id, { department: 'sales' })
    const requirement = { requiredClaim: { name: 'department', value: 'sales' }, accessTokenSeconds: 60 }
    await tenant.createScope({ scope: scope('reports', requirement), now: START })
    const factsOf = (by: TenantStorage, accountId: string) =>
      by.findAuthorizationFacts({ accountId, client: client.id, scopes: ['reports'] })
    const scopes = [scope('reports', requirement)]
    expect(await factsOf(tenant, person.account.id)).toEqual({
      consent: null,
      roles: ['editor'],
      claims: { department: 'sales' },
      scopes,
    })
    const nobody = { consent: null, roles: [], claims: {}, scopes }
    expect(await factsOf(tenant, (await makePerson(tenant)).account.id)).toEqual(nobody)
    expect(await factsOf(tenant, id())).toEqual(nobody)
    expect(await factsOf(await makeTenant(hub, 'beta'), person.account.id)).toEqual({ ...nobody, scopes: [] })
  })

  test('an app token comes with the scopes that its client has now, whoever changed them', async () => {
    const { under, tenant } = await openWorld()
    const client = await makeClient(tenant, { scopes: requestable('profile', 'email') })
    const find = await issueAppToken(tenant, client, ['profile', 'email'])
    const issued = { token: { scopes: ['profile', 'email'] }, standing: null, dead: null }
    for (const _ of ['read', 'kept'])
      expect(await find()).toMatchObject({ ...issued, clientScopes: ['profile', 'email'] })

    const second = await openTenant(await under.openSecond(), 'acme')
    expect(await find(second)).toMatchObject({ clientScopes: ['profile', 'email'] })
    await giveScopes(second, client, 'email')
    for (const by of [tenant, second]) expect(await find(by)).toMatchObject({ ...issued, clientScopes: ['email'] })
    await tenant.createScope({ scope: scope('calendar'), now: START })
    await giveScopes(tenant, client, 'email', 'calendar')
    await second.deleteScope({ name: 'email', expectedRevision: null })
    for (const by of [tenant, second]) expect(await find(by)).toMatchObject({ ...issued, clientScopes: ['calendar'] })
  })

  test('an app token goes on with what its client could get now, and is refused when that is nothing', async () => {
    const { under, tenant } = await openWorld()
    await tenant.createScope({ scope: scope('reports'), now: START })
    const client = await makeClient(tenant, { scopes: requestable('profile', 'reports') })
    const token = issue('at')
    await issueAppToken(tenant, client, ['reports', 'profile'], token)
    const second = await under.openSecond()
    const check = async () => checkAccessToken(await openTenant(second, 'acme'), token.value, facts)
    expect(await check()).toMatchObject({ outcome: 'live', scopes: ['reports', 'profile'] })
    const requires = (requiredRoles: string[]) =>
      tenant.changeScope({ name: 'reports', changes: { requiredRoles }, expectedRevision: null })
    await requires(['analyst'])
    expect(await check()).toMatchObject({ outcome: 'live', scopes: ['profile'] })
    await requires([])
    await giveScopes(tenant, client, 'reports', 'email')
    expect(await check()).toMatchObject({ outcome: 'live', scopes: ['reports'] })
    await giveScopes(tenant, client, 'email')
    expect(await check()).toMatchObject({ outcome: 'refused', reason: 'rights_changed' })
  })

  test.each(['removed', 'any'] as const)(
    'with %s, an access token is refused as soon as rights say so',
    async (setting) => {
      const world = await openWorld()
      const { hub, tenant, person } = world
      await giveRole(tenant, { accountId: person.account.id, role: 'member', now: START })
      const requirement = { requiredRoles: ['member'] }
      await tenant.changeScope({ name: 'profile', changes: requirement, expectedRevision: null })
      await hub.changeTenant({ slug: 'acme', changes: { rightsChange: setting }, expectedRevision: null })
      const { accessToken, refreshToken } = await authorizeAndExchange({
        ...world,
        tenant: await openTenant(hub, 'acme'),
      })
      const check = async () => checkAccessToken(await openTenant(hub, 'acme'), accessToken.value, facts)
      const refused = { outcome: 'refused', reason: 'rights_changed' }
      expect(await check()).toMatchObject({ outcome: 'live' })

      await giveRole(tenant, { accountId: person.account.id, role: 'editor', now: START })
      expect(await check()).toMatchObject(setting === 'any' ? refused : { outcome: 'live' })
      await tenant.removeRole({ accountId: person.account.id, role: 'member', now: START })
      expect(await check()).toMatchObject(refused)
      await giveRole(tenant, { accountId: person.account.id, role: 'member', now: START })
      expect(await check()).toMatchObject(refused)
      expect(await tenant.findRefreshToken(refreshToken.id)).toMatchObject({
        standing: { grant: { revokedReason: 'rights_changed' } },
      })
    },
  )

  test('an app token of a client that ended is dead, whatever its scopes', async () => {
    const { tenant } = await openWorld()
    for (const [change, dead] of [
      ['disable', 'client_disabled'],
      ['delete', 'client_disabled'],
    ] as const) {
      const client = await makeClient(tenant)
      const find = await issueAppToken(tenant, client, ['profile'])
      expect(await find()).toMatchObject({ clientScopes: ['profile'], dead: null })
      await changeClient(tenant, client.clientId, change)
      expect(await find()).toMatchObject({ clientScopes: null, dead })
    }
  })

  test('the shortest lifetime of its scopes is that of an access token, whatever it is issued for', async () => {
    const world = await openWorld()
    const { hub, tenant, person } = world
    for (const [name, accessTokenSeconds] of [['reports', 60] as const, ['payments', 30] as const])
      await tenant.createScope({ scope: scope(name, { accessTokenSeconds }), now: START })
    const secret = issue('cs')
    const client = await makeClient(tenant, {
      grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
      scopes: requestable('profile', 'reports', 'payments'),
      secrets: [{ id: id(), secretHash: hashClientSecret(secret.value), createdAt: START, expiresAt: null }],
    })
    const key = { id: 'key', key: Buffer.alloc(32) }
    const ask = async (request: Parameters<typeof issueToken>[2]): Promise<IssuedTokens> => {
      const settings = { hub, storage: await openTenant(hub, 'acme'), keys: { current: key, all: [key] }, guesses }
      const { result } = await issueToken(settings, undefined, { ...request, ...credentials }, facts)
      if (result.outcome !== 'issued') throw new Error(result.outcome === 'refused' ? result.reason : result.outcome)
      return result
    }
    const guesses = new SecretGuesses()
    const credentials = { client_id: client.clientId, client_secret: secret.value }
    const lifetimes = async (scopes: readonly string[]): Promise<number[]> => {
      const { input, authorization } = newDecision({ tenant, client, person }, { scopes })
      const { decision } = input
      await tenant.decide({ ...input, decision: { ...decision, code: { ...decision.code, codeChallenge: null } } })
      const code = authorization.code.value
      const redirect_uri = decision.code.redirectUri
      const exchanged = await ask({ grant_type: 'authorization_code', code, redirect_uri })
      const refreshed = await ask({ grant_type: 'refresh_token', refresh_token: exchanged.refreshToken ?? '' })
      const own = await ask({ grant_type: 'client_credentials', scope: scopes.join(' ') })
      return [exchanged, refreshed, own].map(({ expiresInSeconds }) => expiresInSeconds)
    }
    expect(await lifetimes(['profile'])).toEqual([3600, 3600, 3600])
    expect(await lifetimes(['profile', 'reports'])).toEqual([60, 60, 60])
    expect(await lifetimes(['profile', 'reports', 'payments'])).toEqual([30, 30, 30])
  })

  test('scopes are known as they are now to whoever opens the tenant, whoever changed them', async () => {
    const { under, hub } = await openWorld()
    const second = await under.openSecond()
    const lifetimes = async (names: readonly string[]) => {
      const both = [await openTenant(hub, 'acme'), await openTenant(second, 'acme')]
      const [first, other] = await Promise.all(both.map((tenant) => tenant.listScopesNamed(names)))
      expect(other).toEqual(first)
      return first?.map(({ name, accessTokenSeconds }) => `${name} ${accessTokenSeconds}`)
    }
    expect(await lifetimes(['profile', 'calendar'])).toEqual(['profile null'])
    await (await openTenant(second, 'acme')).createScope({ scope: scope('calendar'), now: START })
    expect(await lifetimes(['profile', 'calendar'])).toEqual(['calendar null', 'profile null'])
    for (const accessTokenSeconds of [60, 30, null]) {
      const tenant = await openTenant(second, 'acme')
      await tenant.changeScope({ name: 'profile', changes: { accessTokenSeconds }, expectedRevision: null })
      expect(await lifetimes(['profile', 'calendar'])).toEqual(['calendar null', `profile ${accessTokenSeconds}`])
    }
    await (await openTenant(second, 'acme')).deleteScope({ name: 'calendar', expectedRevision: null })
    expect(await lifetimes(['profile', 'calendar'])).toEqual(['profile null'])
  })
}
