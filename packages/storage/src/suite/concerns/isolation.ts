import { newId, randomBytes } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { ALL_ROWS, DAY, event, HOUR, id, issue, scope, START } from '../fixtures.ts'
import { beginConsent, newInteraction } from '../interactions.ts'
import { authorize, authorizeAndExchange, exchange, newDecision, rotate } from '../tokens.ts'
import {
  giveRole,
  makeClient,
  makePerson,
  makeTenant,
  newSession,
  type OpenWorld,
  type World,
  newestEvents,
} from '../world.ts'

/** Two tenants of one hub: everything is there in `acme`, and `beta` must know nothing of it. */
async function openTwo(openWorld: OpenWorld): Promise<{ acme: World; beta: World }> {
  const acme = await openWorld()
  const tenant = await makeTenant(acme.hub, 'beta')
  return { acme, beta: { ...acme, tenant, client: await makeClient(tenant), person: await makePerson(tenant) } }
}

const unknown = { outcome: 'unknown' }

export function isolationTests(openWorld: OpenWorld): void {
  test('clients, scopes and origins of another tenant are unknown', async () => {
    const { acme, beta } = await openTwo(openWorld)
    await acme.tenant.createScope({ scope: scope('calendar'), now: START })
    await makeClient(acme.tenant, { allowedOrigins: ['https://spa.example'] })
    expect(await beta.tenant.findClient(acme.client.clientId)).toEqual(unknown)
    expect(await beta.tenant.listScopesNamed(['calendar'])).toEqual([])
    expect((await beta.tenant.listScopes(ALL_ROWS)).rows.map(({ name }) => name)).toEqual(['email', 'profile'])
    expect((await beta.tenant.listClients(ALL_ROWS)).rows).toEqual([beta.client])
    expect(await beta.tenant.findAllowedOrigin('https://spa.example')).toEqual(unknown)
    const secret = { id: id(), secretHash: 'sha256:00', createdAt: START, expiresAt: null }
    const rotation = { clientId: acme.client.clientId, secret, previousExpireAt: START, now: START }
    expect(await beta.tenant.rotateClientSecret(rotation)).toEqual(unknown)
    expect(await acme.tenant.findClient(acme.client.clientId)).toMatchObject({ client: { revision: 0 } })
  })

  test('names that are taken in one tenant are free in another', async () => {
    const { acme, beta } = await openTwo(openWorld)
    const { clientId } = acme.client
    await makeClient(beta.tenant, { clientId })
    const { userName } = acme.person.account
    const account = { id: id(), displayName: 'Other', userName, emailAddress: null, emailVerified: false }
    const created = await beta.tenant.createAccount({ account, passwordHash: null, now: START })
    expect(created).toMatchObject({ outcome: 'created' })
    expect(await acme.tenant.findAccountByIdentifier(userName)).toMatchObject({ account: acme.person.account })
    expect(await acme.tenant.findClient(clientId)).toMatchObject({ client: { id: acme.client.id } })
  })

  test('accounts and roles of another tenant are unknown', async () => {
    const { acme, beta } = await openTwo(openWorld)
    const { id: accountId, userName } = acme.person.account
    await giveRole(acme.tenant, { accountId, role: 'editor', now: START })
    expect(await beta.tenant.findAccount(accountId)).toEqual(unknown)
    expect(await beta.tenant.findAccountByIdentifier(userName)).toEqual(unknown)
    expect(await beta.tenant.listAccounts({ after: null, limit: 9 })).toEqual({
      rows: [beta.person.account],
      next: null,
    })
    const found = await beta.tenant.listAccounts({ after: null, limit: 9, search: userName })
    expect(found.rows).not.toContainEqual(acme.person.account)
    expect(await beta.tenant.listRoles({ after: null, limit: 9 })).toEqual({ rows: [], next: null })
    expect(await beta.tenant.findRole('editor')).toEqual(unknown)
    expect(await beta.tenant.listAccountRoles(accountId)).toEqual([])
    for (const verb of ['assignRole', 'removeRole'] as const)
      expect(await beta.tenant[verb]({ accountId, role: 'editor', now: START })).toEqual(unknown)
    for (const change of [
      { kind: 'block' },
      { kind: 'erase' },
      { kind: 'claims', claims: { tier: 'gold' } },
      { kind: 'reset-password', passwordHash: '$new$' },
      { kind: 'change-password', passwordHash: '$new$', expectedPasswordHash: '$old$', keepSessionId: null },
    ] as const)
      expect(await beta.tenant.changeAccount({ accountId, change, now: START })).toEqual(unknown)
    expect(await acme.tenant.findAccountByIdentifier(userName)).toMatchObject({
      account: { ...acme.person.account, revision: 1 },
      passwordHash: '$old$',
    })
    const facts = { accountId, client: acme.client.id, scopes: ['profile'] }
    expect(await beta.tenant.findAuthorizationFacts(facts)).toMatchObject({ consent: null, roles: [] })
  })

  test('a session of one tenant has no effect in another', async () => {
    const { acme, beta } = await openTwo(openWorld)
    const sessionHash = acme.person.session.hash
    expect(await beta.tenant.touchSession({ sessionHash, idleEndsAt: START + DAY, now: START })).toEqual(unknown)
    expect(await beta.tenant.endSession({ sessionHash, now: START })).toEqual(unknown)
    const session = issue('cs')
    const signedIn = await beta.tenant.signIn({
      interaction: null,
      accountId: beta.person.account.id,
      accountEpoch: 0,
      accountRevision: 0,
      tenantEpoch: 0,
      session: newSession(session),
      endedSessionHash: sessionHash,
      now: START,
    })
    expect(signedIn).toMatchObject({ outcome: 'signed-in' })
    expect(await acme.tenant.touchSession({ sessionHash, idleEndsAt: START, now: START })).toMatchObject({
      outcome: 'live',
    })
  })

  test('an account of one tenant does not sign in to another', async () => {
    const { acme, beta } = await openTwo(openWorld)
    const signedIn = await beta.tenant.signIn({
      interaction: null,
      accountId: acme.person.account.id,
      accountEpoch: 0,
      accountRevision: 0,
      tenantEpoch: 0,
      session: newSession(issue('cs')),
      endedSessionHash: null,
      now: START,
    })
    expect(signedIn).toEqual({ outcome: 'stale' })
  })

  test('interactions of another tenant are unknown', async () => {
    const { acme, beta } = await openTwo(openWorld)
    const { browserHash } = newInteraction(acme)
    const { id: interactionId } = await beginConsent(acme, { browserHash, maxOpen: 1 })
    expect(await beta.tenant.loadInteraction({ id: interactionId, browserHash, now: START })).toEqual(unknown)
    const back = { interactionId, version: 0, now: START }
    expect(await beta.tenant.returnToLogin(back)).toEqual({ outcome: 'stale' })
    const { input } = newDecision(beta)
    const decided = await beta.tenant.decide({ ...input, interaction: { id: interactionId, version: 0 } })
    expect(decided).toEqual({ outcome: 'stale' })
    // Nor do they count against the browser there.
    const begun = await beta.tenant.beginInteraction(newInteraction(beta, { browserHash, maxOpen: 1 }))
    expect(begun).toMatchObject({ outcome: 'begun' })
  })

  test("nobody decides for another tenant's client, account or session", async () => {
    const { acme, beta } = await openTwo(openWorld)
    const { input } = newDecision(beta)
    const { client, accountId } = newDecision(acme).input.fence
    const changes = [{ fence: { ...input.fence, client } }, { fence: { ...input.fence, accountId } }]
    for (const change of changes)
      expect(await beta.tenant.decide({ ...input, ...change })).not.toMatchObject({ outcome: 'issued' })
    const decided = await beta.tenant.decide({ ...input, sessionId: acme.person.session.id })
    expect(decided).toMatchObject({ outcome: 'refused', reason: 'session_ended' })
  })

  test('codes and tokens of another tenant are unknown, and stay alive', async () => {
    const { acme, beta } = await openTwo(openWorld)
    const unused = await authorize(acme)
    const used = await authorizeAndExchange(acme)
    const { refreshToken, accessToken, fence, grantId } = used
    expect(await beta.tenant.findCode(unused.code.id)).toEqual(unknown)
    expect(await beta.tenant.findRefreshToken(refreshToken.id)).toEqual(unknown)
    const access = { id: accessToken.id, tokenHash: accessToken.hash }
    expect(await beta.tenant.findAccessToken(access)).toEqual(unknown)
    for (const { code } of [unused, used]) {
      const failed = { codeId: code.id, codeHash: code.hash, now: START }
      for (const _ of [1, 2, 3, 4, 5]) expect(await beta.tenant.failVerifier(failed)).toEqual({ outcome: 'counted' })
    }
    expect(await exchange(beta.tenant, unused)).toMatchObject(unknown)
    expect(await exchange(beta.tenant, used)).toMatchObject(unknown)
    expect(await rotate(beta.tenant, refreshToken, fence)).toMatchObject(unknown)
    const end = { now: START, reason: 'rights_changed', grantId } as const
    expect(await beta.tenant.revokeGrant(end)).toEqual(unknown)
    const consent = { accountId: acme.person.account.id, client: acme.client.id, now: START }
    expect(await beta.tenant.withdrawConsent(consent)).toEqual({ outcome: 'none' })

    expect(await exchange(acme.tenant, unused)).toMatchObject({ outcome: 'exchanged' })
    const rotated = await rotate(acme.tenant, refreshToken, fence, { now: START + HOUR })
    expect(rotated).toMatchObject({ outcome: 'rotated' })
    expect(await rotate(beta.tenant, refreshToken, fence, { now: START + 2 * HOUR })).toMatchObject(unknown)
    expect(await rotate(acme.tenant, rotated.refreshToken, fence)).toMatchObject({ outcome: 'rotated' })
  })

  test('client tokens of another tenant are unknown', async () => {
    const { acme, beta } = await openTwo(openWorld)
    const token = issue('at')
    const accessToken = { id: token.id, tokenHash: token.hash, scopes: [], audience: [], expiresAt: START + HOUR }
    const fence = { client: acme.client.id, clientEpoch: 0, tenantEpoch: 0 }
    expect(await beta.tenant.issueClientToken({ fence, accessToken, now: START })).toEqual({ outcome: 'stale' })
    expect(await acme.tenant.issueClientToken({ fence, accessToken, now: START })).toEqual({ outcome: 'issued' })
    expect(await beta.tenant.findAccessToken(accessToken)).toEqual(unknown)
  })

  test('throttles and events of one tenant are not those of another', async () => {
    const { acme, beta } = await openTwo(openWorld)
    const key = { kind: 'account', keyHash: 'ab'.repeat(32), limit: 1, windowSeconds: 60 }
    await acme.tenant.countAttempt({ keys: [key], now: START })
    expect(await beta.tenant.countAttempt({ keys: [key], now: START })).toEqual({ outcome: 'allowed' })
    await beta.tenant.settleAttempt({ clear: [key], giveBack: [], now: START })
    expect(await acme.tenant.countAttempt({ keys: [key], now: START })).toMatchObject({ outcome: 'delayed' })

    const requestId = newId(START, randomBytes)
    const events = [event('ours', { requestId })]
    await giveRole(acme.tenant, { accountId: acme.person.account.id, role: 'editor', now: START, events })
    expect(await newestEvents(beta.tenant, 10)).toEqual([])
    expect(await newestEvents(beta.tenant, 10, { requestId })).toEqual([])
  })

  test('a role in one tenant leaves the policy of another alone', async () => {
    const { acme, beta } = await openTwo(openWorld)
    await giveRole(acme.tenant, { accountId: acme.person.account.id, role: 'editor', now: START })
    const opened = await acme.hub.openTenant('beta')
    expect(opened.outcome === 'open' && opened.storage.tenant).toEqual(beta.tenant.tenant)
  })
}
