import { describe, expect, test } from 'vitest'
import type { AuthorizationRequest, Client } from '../storage/records.ts'
import { testClient as anyClient } from '../test-data/client.ts'
import { chooseStep, needsLogin, refuseSilently } from './choose-step.ts'

const testClient: Client = {
  ...anyClient,
  scopes: ['profile', 'email', 'reports'].map((name) => ({ name, assignment: 'requestable' })),
}
const request: AuthorizationRequest = {
  client: testClient.id,
  redirectUri: 'https://app.example/callback',
  redirectUriSent: true,
  scopes: ['profile', 'reports'],
  state: null,
  codeChallenge: null,
  nonce: null,
  prompt: [],
  maxAgeSeconds: null,
  loginHint: null,
  uiLocales: null,
}
const scope = (name: string, ...requiredRoles: string[]) => ({
  name,
  requiredRoles,
  requiredClaim: null,
  description: {},
  accessTokenSeconds: null,
  revision: 0,
})
const facts = { consent: null, roles: ['analyst'], claims: {}, scopes: [scope('profile'), scope('reports', 'analyst')] }
const consented = { ...facts, consent: { scopes: ['profile', 'reports'], decidedAt: 0 } }

describe('a password is needed', () => {
  const session = { authAt: 1_000_000 }
  test.each([
    ['without a session', {}, null, null, 1_000_000, true],
    ['not with one', {}, session, null, 9_000_000, false],
    ['OIDC-03: for prompt=login', { prompt: ['login' as const] }, session, null, 1_000_001, true],
    ['OIDC-04: when the password was given max_age ago', { maxAgeSeconds: 2 }, session, null, 1_002_000, true],
    ['OIDC-04: not before', { maxAgeSeconds: 2 }, session, null, 1_001_999, false],
    ['OIDC-04: always for max_age=0', { maxAgeSeconds: 0 }, session, null, 1_000_000, true],
    [
      'not again within the interaction',
      { prompt: ['login' as const], maxAgeSeconds: 0 },
      session,
      999_999,
      2_000_000,
      false,
    ],
  ])('%s', (_case, change, who, startedAt, now, expected) => {
    expect(needsLogin({ ...request, ...change }, who, startedAt, now)).toBe(expected)
  })
})

describe('the next step', () => {
  test('CONS-01: asks for a new client, and again when the scope is wider', () => {
    expect(chooseStep(request, testClient, facts)).toEqual({
      step: 'consent',
      scopes: request.scopes,
      newScopes: request.scopes,
    })
    const narrower = { ...facts, consent: { scopes: ['profile'], decidedAt: 0 } }
    expect(chooseStep(request, testClient, narrower)).toMatchObject({ step: 'consent', newScopes: ['reports'] })
  })

  test('issues what was consented to before', () => {
    expect(chooseStep(request, testClient, consented)).toEqual({
      step: 'issue',
      scopes: request.scopes,
      consent: 'remembered',
    })
  })

  test('asks again for prompt=consent, also for a first-party client', () => {
    const asked = { ...request, prompt: ['consent' as const] }
    expect(chooseStep(asked, testClient, consented).step).toBe('consent')
    expect(chooseStep(asked, { ...testClient, firstParty: true }, consented).step).toBe('consent')
  })

  test('skips consent for a first-party client', () => {
    expect(chooseStep(request, { ...testClient, firstParty: true }, facts)).toMatchObject({
      step: 'issue',
      consent: 'first_party',
    })
  })

  test('NAT-02: is never silent for a native client', () => {
    const native = { ...testClient, type: 'native' as const, firstParty: true }
    expect(chooseStep(request, native, consented)).toMatchObject({ step: 'consent', newScopes: [] })
  })

  test('NAT-02: is silent for a public client on https only, or when it is the tenant’s own', () => {
    const open = { ...testClient, type: 'public' as const }
    expect(chooseStep(request, open, consented).step).toBe('issue')
    const athome = { ...request, redirectUri: 'http://localhost:3000/callback' }
    expect(chooseStep(athome, open, consented).step).toBe('consent')
    expect(chooseStep(athome, { ...open, firstParty: true }, consented).step).toBe('issue')
  })

  test('leaves out a scope whose role the person lacks, and refuses when nothing is left', () => {
    const without = { ...facts, roles: [] }
    expect(chooseStep(request, testClient, without)).toMatchObject({ scopes: ['profile'] })
    expect(chooseStep({ ...request, scopes: ['reports'] }, testClient, without)).toEqual({
      step: 'refuse',
      reason: 'scope_not_permitted',
    })
  })

  test('grants what was asked for and is the client’s, consented to and permitted to the person', () => {
    const named = { ...request, scopes: ['profile', 'email', 'reports', 'gone'] }
    const client: Client = { ...testClient, scopes: testClient.scopes.filter(({ name }) => name !== 'email') }
    const all = { ...facts, scopes: [...facts.scopes, scope('email'), scope('gone')] }
    expect(chooseStep(named, client, all)).toMatchObject({ scopes: ['profile', 'reports'] })
    expect(chooseStep(named, client, { ...all, roles: [] })).toMatchObject({ scopes: ['profile'] })
  })

  test('refuses when the client lost all that was asked for while the person signed in', () => {
    expect(chooseStep({ ...request, scopes: ['email'] }, { ...testClient, scopes: [] }, facts)).toEqual({
      step: 'refuse',
      reason: 'scope_not_permitted',
    })
  })

  test('leaves out a scope whose claim the person lacks', () => {
    const staff = { ...scope('reports'), requiredClaim: { name: 'department', value: 'sales' } }
    const known = { ...facts, scopes: [scope('profile'), staff] }
    const scopesWith = (claims: Record<string, string>) => chooseStep(request, testClient, { ...known, claims })
    expect(scopesWith({})).toMatchObject({ scopes: ['profile'] })
    expect(scopesWith({ department: 'legal' })).toMatchObject({ scopes: ['profile'] })
    expect(scopesWith({ department: 'sales' })).toMatchObject({ scopes: ['profile', 'reports'] })
  })

  test('stops a person without the role that the client requires', () => {
    expect(chooseStep(request, { ...testClient, requiredRole: 'staff' }, consented)).toEqual({
      step: 'refuse',
      reason: 'client_role_missing',
    })
  })
})

test('OIDC-02: prompt=none says which page would have been shown', () => {
  expect(refuseSilently({ step: 'login' })).toBe('login_required')
  expect(refuseSilently({ step: 'consent', scopes: ['a'], newScopes: ['a'] })).toBe('consent_required')
  expect(refuseSilently({ step: 'consent', scopes: ['a'], newScopes: [] })).toBe('interaction_required')
  expect(refuseSilently({ step: 'refuse', reason: 'scope_not_permitted' })).toBe('scope_not_permitted')
})
