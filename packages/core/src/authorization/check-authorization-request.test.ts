import { describe, expect, test } from 'vitest'
import { testClient } from '../test-data/client.ts'
import { checkAuthorizationRequest, readClientId } from './check-authorization-request.ts'
import { readAuthorizationParameters } from './parameters.ts'

const policy = { serverOriginIsLoopbackHttp: false }
const good = {
  response_type: 'code',
  client_id: 'timeline-app',
  redirect_uri: 'https://app.example/callback',
  scope: 'profile',
  state: 'af0ifjsldkj',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
}

const check = (change: Record<string, string | string[] | undefined>, client = testClient) => {
  const query = Object.fromEntries(Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined))
  return checkAuthorizationRequest(readAuthorizationParameters(query), client, policy)
}

test('accepts a request and freezes what it said', () => {
  expect(check({ nonce: 'n', max_age: '0', prompt: 'login consent', login_hint: 'ada@example.org' })).toEqual({
    outcome: 'accepted',
    request: {
      client: testClient.id,
      redirectUri: good.redirect_uri,
      redirectUriSent: true,
      scopes: ['profile'],
      state: good.state,
      codeChallenge: good.code_challenge,
      nonce: 'n',
      prompt: ['login', 'consent'],
      maxAgeSeconds: 0,
      loginHint: 'ada@example.org',
      uiLocales: null,
    },
  })
})

describe('stays on our own page', () => {
  test.each([
    ['without client_id', {}, 'client_id_missing'],
    ['with an empty client_id', { client_id: '' }, 'client_id_missing'],
    ['with client_id twice', { client_id: ['a', 'a'] }, 'client_id_repeated'],
  ])('%s', (_case, query, reason) => {
    expect(readClientId(readAuthorizationParameters(query))).toEqual({ reason })
  })

  test.each([
    [
      'when redirect_uri is sent twice',
      { redirect_uri: [good.redirect_uri, good.redirect_uri] },
      'redirect_uri_repeated',
    ],
    [
      'when redirect_uri is another one',
      { redirect_uri: 'https://app.example/callback/' },
      'redirect_uri_not_registered',
    ],
    [
      'whatever else is wrong',
      { redirect_uri: 'https://evil.example/', response_type: 'token' },
      'redirect_uri_not_registered',
    ],
  ])('%s', (_case, change, reason) => {
    expect(check(change)).toEqual({ outcome: 'rejected-here', reason })
  })

  test('when several redirect URIs are registered and none is named', () => {
    const client = { ...testClient, redirectUris: [good.redirect_uri, 'https://app.example/other'] }
    expect(check({ redirect_uri: undefined }, client)).toEqual({
      outcome: 'rejected-here',
      reason: 'redirect_uri_missing',
    })
  })

  test('for a disabled client', () => {
    expect(check({}, { ...testClient, status: 'disabled' })).toEqual({
      outcome: 'rejected-here',
      reason: 'client_disabled',
    })
  })
})

describe('goes back to the client, with its state', () => {
  test.each([
    ['without response_type', { response_type: undefined }, 'response_type_missing'],
    ['for the implicit grant', { response_type: 'token' }, 'response_type_unsupported'],
    ['for a hybrid response', { response_type: 'code token' }, 'response_type_unsupported'],
    ['for response_mode=fragment', { response_mode: 'fragment' }, 'response_mode_unsupported'],
    ['for a request object', { request: 'e30.e30.' }, 'request_object'],
    ['for a request object by reference', { request_uri: 'http://collector.example/' }, 'request_uri'],
    [
      'without code_challenge',
      { code_challenge: undefined, code_challenge_method: undefined },
      'code_challenge_missing',
    ],
    ['with an empty code_challenge', { code_challenge: '' }, 'code_challenge_missing'],
    ['without code_challenge_method', { code_challenge_method: undefined }, 'code_challenge_method_unsupported'],
    ['for plain', { code_challenge_method: 'plain' }, 'code_challenge_method_unsupported'],
    ['for s256', { code_challenge_method: 's256' }, 'code_challenge_method_unsupported'],
    ['for a challenge of 42 characters', { code_challenge: 'a'.repeat(42) }, 'code_challenge_malformed'],
    ['for a challenge of 44 characters', { code_challenge: 'a'.repeat(44) }, 'code_challenge_malformed'],
    ['for a padded challenge', { code_challenge: `${'a'.repeat(42)}=` }, 'code_challenge_malformed'],
    ['for an unknown scope', { scope: 'profile admin' }, 'scope_invalid'],
    ['for two spaces in scope', { scope: 'profile  email' }, 'scope_invalid'],
    ['for a quote in scope', { scope: 'a"b' }, 'scope_invalid'],
    ['for a resource', { resource: 'https://api.example/' }, 'resource_unsupported'],
    ['for two resources', { resource: ['https://a.example/', 'https://b.example/'] }, 'resource_unsupported'],
    ['for prompt=none login', { prompt: 'none login' }, 'prompt_invalid'],
    ['for prompt=login login', { prompt: 'login login' }, 'prompt_invalid'],
    ['for an unknown prompt', { prompt: 'create' }, 'prompt_invalid'],
    ['for a negative max_age', { max_age: '-1' }, 'max_age_invalid'],
    ['for max_age in words', { max_age: '1h' }, 'max_age_invalid'],
    ['for a repeated scope', { scope: ['profile', 'profile'] }, 'parameter_repeated'],
    ['for a nonce of 513 characters', { nonce: 'n'.repeat(513) }, 'parameter_malformed'],
    ['for a line break in state', { state: 'a\r\nX-Inj: 1' }, 'parameter_malformed'],
  ])('%s', (_case, change, reason) => {
    const state = 'state' in change ? change.state : good.state
    expect(check(change)).toEqual({
      outcome: 'rejected-to-client',
      reason,
      redirectUri: good.redirect_uri,
      state,
      pageFirst: false,
    })
  })

  test('without a state when it was sent twice', () => {
    expect(check({ state: ['a', 'b'] })).toMatchObject({ reason: 'parameter_repeated', state: null })
  })

  test('for a client without the code grant', () => {
    const client = { ...testClient, grantTypes: ['client_credentials'] as const }
    expect(check({}, client)).toMatchObject({ reason: 'grant_type_not_allowed' })
  })

  test('after a page when the client registered itself', () => {
    expect(check({ scope: 'x' }, { ...testClient, registeredBy: 'self' })).toMatchObject({ pageFirst: true })
  })
})

describe('reads leniently what the RFC says to', () => {
  test('an unknown parameter and one that is sent twice', () => {
    expect(check({ foo: ['1', '2'], 'x[y]': '1' })).toMatchObject({ outcome: 'accepted' })
  })

  test('no scope: all of the client', () => {
    expect(check({ scope: '' })).toMatchObject({ request: { scopes: ['profile', 'email'] } })
  })

  test('offline_access: nothing', () => {
    expect(check({ scope: 'profile offline_access' })).toMatchObject({ request: { scopes: ['profile'] } })
    expect(check({ scope: 'offline_access' })).toMatchObject({ request: { scopes: ['profile', 'email'] } })
  })

  test('no redirect_uri: the only one, and the code remembers that it was not sent', () => {
    expect(check({ redirect_uri: undefined })).toMatchObject({
      request: { redirectUri: good.redirect_uri, redirectUriSent: false },
    })
  })

  test('no challenge of an exempt confidential client, but never of a public one', () => {
    const without = { code_challenge: undefined, code_challenge_method: undefined }
    expect(check(without, { ...testClient, pkce: 'optional' })).toMatchObject({ request: { codeChallenge: null } })
    expect(check(without, { ...testClient, pkce: 'optional', type: 'public' })).toMatchObject({
      reason: 'code_challenge_missing',
    })
  })

  test('a state of any Unicode text', () => {
    const state = 'a b+c%d"é😀'
    expect(check({ state })).toMatchObject({ request: { state } })
  })
})
