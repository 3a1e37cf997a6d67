import type { Decide, DecideOutcome } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { event, HOUR, id, SECOND, START, TAKEN } from '../fixtures.ts'
import { begin, beginConsent, newInteraction } from '../interactions.ts'
import { newDecision } from '../tokens.ts'
import { giveRole, makeAccount, makeClient, startSession, type OpenWorld, type World, newestEvents } from '../world.ts'

const OUTCOMES = ['issued', 'denied', 'already-decided', 'refused', 'stale'] as const
const events = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, [event(outcome)]]))

async function decide(world: World, change: Partial<Decide> = {}): Promise<DecideOutcome & { codeId: string }> {
  const { input, authorization } = newDecision(world)
  return { ...(await world.tenant.decide({ ...input, events, ...change })), codeId: authorization.code.id }
}

const lastEvent = async ({ tenant }: World) => (await newestEvents(tenant, 1))[0]?.reason

export function decisionTests(openWorld: OpenWorld): void {
  test('a decision issues a code for a grant with everything that was decided', async () => {
    const world = await openWorld()
    const { input, authorization } = newDecision(world, { scopes: ['profile', 'email'] })
    const grant = { ...input.decision.grant, audience: ['https://api.example/'], acr: 'urn:loa:2' }
    expect(await world.tenant.decide({ ...input, decision: { ...input.decision, grant } })).toEqual({
      outcome: 'issued',
    })
    const { expiresAt, codeHash, ...code } = input.decision.code
    const { grantId, ...fence } = authorization.fence
    const { accountId, client, ...epochs } = fence
    const { scopes, audience, absoluteEndsAt } = grant
    const { account } = world.person
    expect(await world.tenant.findCode(authorization.code.id)).toEqual({
      outcome: 'found',
      code: { ...code, id: grantId, codeHash, expiresAt, failures: 0, usedAt: null },
      standing: {
        grant: {
          scopes,
          audience,
          absoluteEndsAt,
          ...epochs,
          id: grantId,
          client,
          accountId,
          revokedAt: null,
          revokedReason: null,
        },
        account: { id: account.id, status: account.status, epoch: account.epoch },
        client: { status: 'active', epoch: 0, requiredRole: null },
        tenant: { epoch: 0, policyVersion: 0, rightsChange: 'removed' },
        rights: null,
      },
    })
  })

  test('a denial finishes the interaction and issues nothing', async () => {
    const world = await openWorld()
    const { id: interactionId, version } = await beginConsent(world)
    const interaction = { id: interactionId, version }
    const { codeId, outcome } = await decide(world, { interaction, decision: { kind: 'deny' } })
    expect(outcome).toBe('denied')
    expect(await lastEvent(world)).toBe('denied')
    expect(await world.tenant.findCode(codeId)).toEqual({ outcome: 'unknown' })
    expect(await decide(world, { interaction })).toMatchObject({ outcome: 'already-decided' })
  })

  test('a decision that was sent twice counts once', async () => {
    const world = await openWorld()
    const { id: interactionId, version } = await beginConsent(world)
    const interaction = { id: interactionId, version }
    const both = await Promise.all([decide(world, { interaction }), decide(world, { interaction })])
    expect(both.map(({ outcome }) => outcome)).toEqual(['issued', 'already-decided'])
    expect(await world.tenant.findCode(both[0].codeId)).toMatchObject({ outcome: 'found' })
    expect(await world.tenant.findCode(both[1].codeId)).toEqual({ outcome: 'unknown' })
  })

  test('an interaction that is not the one that was read is stale', async () => {
    const world = await openWorld()
    const { id: atLogin } = await begin(world, newInteraction(world))
    const { id: waiting, version } = await beginConsent(world)
    const other = await makeAccount(world.tenant)
    const othersSession = await startSession(world.tenant, other)
    const foreign = { id: othersSession.id, accountId: other.id }
    const { id: foreignOne } = await begin(world, newInteraction(world, { state: 'consent', session: foreign }))
    const otherClients = { ...world, client: await makeClient(world.tenant) }
    const { id: otherClient } = await beginConsent(otherClients)
    const interactions = [
      { id: otherClient, version: 0 },
      { id: atLogin, version: 0 },
      { id: waiting, version: version + 1 },
      { id: foreignOne, version: 0 },
      { id: id(), version: 0 },
    ]
    for (const interaction of interactions)
      expect(await decide(world, { interaction })).toMatchObject({ outcome: 'stale' })
    expect(await decide(world, { interaction: { id: waiting, version } })).toMatchObject({ outcome: 'issued' })
  })

  test('an interaction that has expired is refused', async () => {
    const world = await openWorld()
    const { id: interactionId, version } = await beginConsent(world, { expiresAt: START + SECOND })
    const refused = await decide(world, { interaction: { id: interactionId, version }, now: START + SECOND })
    expect(refused).toMatchObject({ outcome: 'refused', reason: 'interaction_expired' })
    expect(await lastEvent(world)).toBe('refused')
    expect(await world.tenant.findCode(refused.codeId)).toEqual({ outcome: 'unknown' })
  })

  test.each(['allow', 'deny'] as const)('to %s takes a live session of the account', async (kind) => {
    const world = await openWorld()
    const { tenant, person } = world
    const change: Partial<Decide> = kind === 'deny' ? { decision: { kind } } : {}
    const refused = { outcome: 'refused', reason: 'session_ended' }
    const others = await startSession(tenant, await makeAccount(tenant))
    expect(await decide(world, { ...change, sessionId: others.id })).toMatchObject(refused)
    expect(await decide(world, { ...change, sessionId: id() })).toMatchObject(refused)
    expect(await decide(world, { ...change, now: START + 12 * HOUR })).toMatchObject(refused)
    await tenant.endSession({ sessionHash: person.session.hash, now: START })
    expect(await decide(world, change)).toMatchObject(refused)
  })

  test('a blocked account decides nothing', async () => {
    const world = await openWorld()
    const accountId = world.person.account.id
    await world.tenant.changeAccount({ accountId, change: { kind: 'block' }, now: START })
    const refused = await decide(world)
    expect(refused).toMatchObject({ outcome: 'refused', reason: 'account_blocked' })
    expect(await world.tenant.findCode(refused.codeId)).toEqual({ outcome: 'unknown' })
  })

  test('a decision under facts that have changed is stale', async () => {
    const world = await openWorld()
    const { input } = newDecision(world)
    const changes = [
      { clientEpoch: 1 },
      { accountEpoch: 1 },
      { tenantEpoch: 1 },
      { policyVersion: 1 },
      { client: id() },
      { accountId: id() },
    ]
    for (const change of changes) {
      const { outcome } = await decide(world, { fence: { ...input.fence, ...change } })
      // An unknown account has no session either.
      expect(outcome).toBe('accountId' in change ? 'refused' : 'stale')
    }
    await giveRole(world.tenant, { accountId: world.person.account.id, role: 'editor', now: START })
    expect(await decide(world)).toMatchObject({ outcome: 'stale' })
    expect(await decide(world, { fence: { ...input.fence, policyVersion: 1 } })).toMatchObject({ outcome: 'issued' })
  })

  test('a session that was started before a password reset decides nothing', async () => {
    const world = await openWorld()
    const change = { kind: 'reset-password', passwordHash: '$new$' } as const
    await world.tenant.changeAccount({ accountId: world.person.account.id, change, now: START })
    const { input } = newDecision(world)
    const refused = await decide(world, { fence: { ...input.fence, accountEpoch: 1 } })
    expect(refused).toMatchObject({ outcome: 'refused', reason: 'session_ended' })
  })

  test('an id that is taken fails the decision as a whole', async () => {
    const world = await openWorld()
    const first = await decide(world)
    const { input } = newDecision(world)
    const { id: interactionId, version } = await beginConsent(world)
    const interaction = { id: interactionId, version }
    const grant = { ...input.decision.grant, id: first.codeId }
    const decision = { ...input.decision, grant }
    await expect(world.tenant.decide({ ...input, interaction, decision })).rejects.toThrow(TAKEN)
    expect(await decide(world, { interaction })).toMatchObject({ outcome: 'issued' })
  })
}
