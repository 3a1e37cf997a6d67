import { expect, test } from 'vitest'
import { event, id, scope, SECOND, START } from '../fixtures.ts'
import { authorize, authorizeAndExchange, newDecision } from '../tokens.ts'
import { giveRole, makeClient, makePerson, reasonsOf, type OpenWorld, type World } from '../world.ts'

const consentOf = async ({ tenant, person, client }: World) => {
  const input = { accountId: person.account.id, client: client.id, scopes: [] }
  return (await tenant.findAuthorizationFacts(input)).consent
}

async function remember(world: World, rememberScopes: readonly string[] | null, now = START): Promise<void> {
  const { input } = newDecision(world, { now })
  await world.tenant.decide({ ...input, decision: { ...input.decision, rememberScopes } })
}

export function consentTests(openWorld: OpenWorld): void {
  test('consent is remembered only when asked, and grows', async () => {
    const world = await openWorld()
    await remember(world, null)
    expect(await consentOf(world)).toBeNull()
    await remember(world, ['profile'])
    expect(await consentOf(world)).toEqual({ scopes: ['profile'], decidedAt: START })
    await remember(world, ['email', 'profile'], START + SECOND)
    expect(await consentOf(world)).toEqual({ scopes: ['profile', 'email'], decidedAt: START + SECOND })
  })

  test('consent is one per account and client', async () => {
    const world = await openWorld()
    await remember(world, ['profile'])
    expect(await consentOf({ ...world, client: await makeClient(world.tenant) })).toBeNull()
    expect(await consentOf({ ...world, person: await makePerson(world.tenant) })).toBeNull()
  })

  test('a decision rests on roles and on the scopes that exist', async () => {
    const { tenant, person, client } = await openWorld()
    const payments = scope('payments', { requiredRoles: ['cashier'] })
    await tenant.createScope({ scope: payments, now: START })
    await giveRole(tenant, { accountId: person.account.id, role: 'cashier', now: START })
    const scopes = ['payments', 'profile', 'gone']
    const facts = await tenant.findAuthorizationFacts({ accountId: person.account.id, client: client.id, scopes })
    expect(facts).toEqual({ consent: null, roles: ['cashier'], claims: {}, scopes: [payments, scope('profile')] })
  })

  test('withdrawing forgets the decision and revokes the grants of that client alone', async () => {
    const world = await openWorld()
    const { tenant, person, client } = world
    await remember(world, ['profile'])
    const mine = await authorizeAndExchange(world)
    const otherClients = await authorizeAndExchange({ ...world, client: await makeClient(tenant) })
    const otherPersons = await authorizeAndExchange({ ...world, person: await makePerson(tenant) })
    const withdraw = () =>
      tenant.withdrawConsent({
        accountId: person.account.id,
        client: client.id,
        now: START,
        events: { withdrawn: [event('withdrawn')], none: [event('none')] },
      })
    expect(await withdraw()).toEqual({ outcome: 'withdrawn', revokedGrants: 2 })
    expect(await consentOf(world)).toBeNull()
    const reasonOf = async ({ refreshToken }: typeof mine) => {
      const found = await tenant.findRefreshToken(refreshToken.id)
      return found.outcome === 'found' ? found.standing.grant.revokedReason : found.outcome
    }
    expect(await reasonOf(mine)).toBe('consent_withdrawn')
    expect(await reasonOf(otherClients)).toBeNull()
    expect(await reasonOf(otherPersons)).toBeNull()
    expect(await withdraw()).toEqual({ outcome: 'none' })
    expect(await reasonsOf(tenant)).toEqual(['none', 'withdrawn'])
  })

  test('what was forgotten is not remembered by the next decision', async () => {
    const world = await openWorld()
    await remember(world, ['profile', 'email'])
    await world.tenant.withdrawConsent({ accountId: world.person.account.id, client: world.client.id, now: START })
    await remember(world, ['profile'], START + SECOND)
    expect(await consentOf(world)).toEqual({ scopes: ['profile'], decidedAt: START + SECOND })
  })

  test('a grant without remembered consent is revoked too', async () => {
    const world = await openWorld()
    await authorize(world)
    const { person, client } = world
    const withdrawn = await world.tenant.withdrawConsent({
      accountId: person.account.id,
      client: client.id,
      now: START,
    })
    expect(withdrawn).toEqual({ outcome: 'withdrawn', revokedGrants: 1 })
  })

  test('a grant is revoked once, with the first reason', async () => {
    const world = await openWorld()
    const { grantId, refreshToken } = await authorizeAndExchange(world)
    const events = { revoked: [event('revoked')], already: [event('already')] }
    const revoke = (reason: 'rights_changed' | 'revoked_by_client') =>
      world.tenant.revokeGrant({ grantId, reason, now: START + SECOND, events })
    expect(await revoke('rights_changed')).toEqual({ outcome: 'revoked' })
    expect(await revoke('revoked_by_client')).toEqual({ outcome: 'already' })
    expect(await world.tenant.findRefreshToken(refreshToken.id)).toMatchObject({
      standing: { grant: { revokedAt: START + SECOND, revokedReason: 'rights_changed' } },
    })
    const unknown = { grantId: id(), reason: 'rights_changed', now: START, events } as const
    expect(await world.tenant.revokeGrant(unknown)).toEqual({ outcome: 'unknown' })
    expect(await reasonsOf(world.tenant)).toEqual(['already', 'revoked'])
  })
}
