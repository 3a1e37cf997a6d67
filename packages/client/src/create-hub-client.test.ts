import { inspect } from 'node:util'
import { expect, expectTypeOf, test } from 'vitest'
import { createHubClient, memoryStore, type AuthorizationRefusal, type Identity, type OAuthErrorCode } from './index.ts'

const options = {
  clientId: 'timeline-app',
  authentication: { method: 'client_secret_post', clientSecret: 'top-secret' },
  redirectUri: 'https://app.example/callback',
  store: memoryStore(),
} as const

test.each([
  'http://hub.example/acme',
  'https://hub.example/acme?x=1',
  'https://hub.example/acme?',
  'https://hub.example/acme#x',
  'https://hub.example/acme/',
  'https://user@hub.example/acme',
  'hub.example/acme',
])('refuses the issuer %s', (issuer) => {
  expect(() => createHubClient({ ...options, issuer })).toThrow(TypeError)
})

test('shows no secret to whoever prints it', () => {
  const client = createHubClient({ ...options, issuer: 'https://hub.example/acme' })
  expect(inspect(client, { depth: 20, showHidden: true })).not.toContain('top-secret')
})

test('codes and members are open: those of the contract are named, others are allowed', () => {
  expectTypeOf<'invalid_grant'>().toExtend<OAuthErrorCode>()
  expectTypeOf<'a_code_of_the_future'>().toExtend<OAuthErrorCode>()
  expectTypeOf<'a_code_of_the_future'>().toExtend<AuthorizationRefusal>()
  expectTypeOf<Identity['displayName']>().toEqualTypeOf<string>()
  expectTypeOf<Identity['addedLater']>().toEqualTypeOf<unknown>()
})
