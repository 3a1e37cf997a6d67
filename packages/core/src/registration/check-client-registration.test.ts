import { describe, expect, test } from 'vitest'
import { randomBytes } from '../issued-values/id.ts'
import { hashClientSecret } from '../token/authenticate-client.ts'
import {
  checkClientRegistration,
  type ClientRegistration,
  type ClientRegistrationInput,
} from './check-client-registration.ts'
import { checkClientSettings } from './check-client-settings.ts'

const now = Date.UTC(2030, 0, 1)
const context = { serverOriginIsLoopbackHttp: false, now, randomBytes }
const web: ClientRegistrationInput = {
  name: 'Web app',
  type: 'confidential',
  redirectUris: ['https://app.example/cb'],
  scopes: ['profile'],
}
const native: ClientRegistrationInput = {
  ...web,
  name: 'Phone app',
  type: 'native',
  redirectUris: ['com.example.app:/cb', 'http://127.0.0.1/cb'],
}
const service: ClientRegistrationInput = {
  name: 'Service',
  type: 'confidential',
  scopes: ['invoices:read'],
  grantTypes: ['client_credentials'],
}

function registered(input: ClientRegistrationInput): ClientRegistration {
  const checked = checkClientRegistration(input, context)
  if (!checked.ok) throw new Error(checked.problem)
  return checked.value
}

function problemOf(input: ClientRegistrationInput): string {
  const checked = checkClientRegistration(input, context)
  return checked.ok ? '' : checked.problem
}

describe('a client registration', () => {
  test('has defaults for everything that was left out', () => {
    const { client, issuedSecret, ignoredScopes } = registered(web)
    expect(client).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{26}$/),
      clientId: expect.stringMatching(/^c_[A-Za-z0-9_-]{22}$/),
      name: 'Web app',
      type: 'confidential',
      registeredBy: 'administrator',
      firstParty: false,
      authMethods: ['client_secret_basic', 'client_secret_post'],
      grantTypes: ['authorization_code', 'refresh_token'],
      pkce: 'required',
      codeSeconds: 60,
      accessTokenSeconds: 3600,
      refreshIdleSeconds: 2_592_000,
      refreshAbsoluteSeconds: 15_552_000,
      retryWindowSeconds: 10,
      allowedOrigins: [],
      requiredRole: null,
      redirectUris: ['https://app.example/cb'],
      scopes: [{ name: 'profile', assignment: 'requestable' }],
      secrets: [
        { id: expect.any(String), secretHash: hashClientSecret(issuedSecret ?? ''), createdAt: now, expiresAt: null },
      ],
      createdAt: now,
    })
    expect(issuedSecret).toMatch(/^cs_[0-9a-z]{26}_[A-Za-z0-9_-]{43}$/)
    expect(ignoredScopes).toEqual([])
  })

  test.each(['public', 'native'])('of a %s client has no secret', (type) => {
    const { client, issuedSecret } = registered({ ...web, type })
    expect(client).toMatchObject({ type, authMethods: ['none'], pkce: 'required', secrets: [] })
    expect(issuedSecret).toBeNull()
  })

  test('takes what was chosen', () => {
    const { client } = registered({
      ...web,
      firstParty: true,
      pkceOptional: true,
      grantTypes: ['client_credentials', 'authorization_code'],
      authMethods: ['client_secret_post'],
      lifetimes: { accessTokenSeconds: 5 },
      allowedOrigins: ['https://app.example'],
    })
    expect(client).toMatchObject({
      firstParty: true,
      pkce: 'optional',
      grantTypes: ['client_credentials', 'authorization_code'],
      authMethods: ['client_secret_post'],
      accessTokenSeconds: 5,
      codeSeconds: 60,
      allowedOrigins: ['https://app.example'],
    })
  })

  test('keeps the credentials that a client brings along, and never shows them again', () => {
    const { client, issuedSecret } = registered({ ...web, clientId: 'legacy-app', clientSecret: 'legacy_secret-1' })
    expect(client.clientId).toBe('legacy-app')
    expect(client.secrets.map(({ secretHash }) => secretHash)).toEqual([hashClientSecret('legacy_secret-1')])
    expect(issuedSecret).toBeNull()
  })

  test('makes a secret for a client that brings its id alone', () => {
    expect(registered({ ...web, clientId: 'legacy-app' }).issuedSecret).toMatch(/^cs_/)
  })

  test('says that offline_access changes nothing', () => {
    const { client, ignoredScopes } = registered({ ...web, scopes: ['profile', 'offline_access'] })
    expect(client.scopes.map(({ name }) => name)).toEqual(['profile'])
    expect(ignoredScopes).toEqual(['offline_access'])
  })

  test('needs no redirect URI without authorization_code', () => {
    expect(registered(service).client).toMatchObject({ redirectUris: [], grantTypes: ['client_credentials'] })
  })

  test('judges redirect URIs by the type of the client', () => {
    expect(registered(native).client.redirectUris).toEqual(native.redirectUris)
    expect(problemOf({ ...native, type: 'public' })).toContain('only native clients')
  })

  test.each<[string, ClientRegistrationInput, string]>([
    ['an empty name', { ...web, name: ' ' }, 'the name is empty'],
    ['an unknown type', { ...web, type: 'web' }, 'write confidential, public or native'],
    [
      'an unknown grant type',
      { ...web, grantTypes: ['implicit'] },
      'write authorization_code, refresh_token or client',
    ],
    ['a grant type twice', { ...web, grantTypes: ['authorization_code', 'authorization_code'] }, 'twice'],
    ['refresh_token alone', { ...service, grantTypes: ['refresh_token'] }, 'add authorization_code'],
    [
      'refresh_token without a code',
      { ...service, grantTypes: ['client_credentials', 'refresh_token'] },
      'add authori',
    ],
    ['client_credentials of a public client', { ...service, type: 'public' }, 'make it confidential'],
    ['client_credentials of a native client', { ...service, type: 'native' }, 'make it confidential'],
    ['none for a confidential client', { ...web, authMethods: ['none'] }, 'client_secret_basic or client_secret_post'],
    [
      'a secret method for a public client',
      { ...web, type: 'public', authMethods: ['client_secret_post'] },
      'write none',
    ],
    ['an unknown method', { ...web, authMethods: ['private_key_jwt'] }, 'is not an authentication method'],
    ['optional PKCE of a public client', { ...web, type: 'public', pkceOptional: true }, 'only a confidential one'],
    ['optional PKCE of a native client', { ...native, pkceOptional: true }, 'only a confidential one'],
    ['no redirect URI', { ...web, redirectUris: [] }, 'at least one redirect URI'],
    ['a redirect URI without a use', { ...service, redirectUris: ['https://app.example/cb'] }, 'give none'],
    ['a redirect URI twice', { ...web, redirectUris: ['https://a.example', 'https://a.example'] }, 'twice'],
    ['a bad redirect URI after a good one', { ...web, redirectUris: ['https://a.example', '/cb'] }, 'not absolute'],
    ['no scope', { ...web, scopes: [] }, 'at least one scope'],
    ['offline_access alone', { ...web, scopes: ['offline_access'] }, 'at least one scope'],
    ['a scope twice', { ...web, scopes: ['profile', 'profile'] }, 'twice'],
    ['a bad second scope', { ...web, scopes: ['profile', 'hub.admin'] }, 'kept for the hub'],
    ['a bad origin', { ...web, allowedOrigins: ['https://a.example/'] }, 'write "https://a.example"'],
    ['an origin twice', { ...web, allowedOrigins: ['https://a.example', 'https://a.example'] }, 'twice'],
    ['a user’s id', { ...web, clientId: '01jd9x7k3m5n7p9r1s3t5v7w9x' }, 'form of a user'],
    ['a weak secret', { ...web, clientId: 'a', clientSecret: 'short' }, '8 to 256'],
    ['a secret of a public client', { ...web, type: 'public', clientSecret: 'long-enough' }, 'cannot keep a secret'],
    ['an access token of no time', { ...web, lifetimes: { accessTokenSeconds: 0 } }, 'from 1 to 86400'],
    ['an access token of two days', { ...web, lifetimes: { accessTokenSeconds: 172_800 } }, 'from 1 to 86400'],
    ['half a second', { ...web, lifetimes: { accessTokenSeconds: 1.5 } }, 'whole number'],
    ['not a number', { ...web, lifetimes: { accessTokenSeconds: Number.NaN } }, 'whole number'],
    ['idle longer than absolute', { ...web, lifetimes: { refreshAbsoluteSeconds: 60 } }, 'longer than the absolute'],
    ['a long retry window', { ...web, lifetimes: { retryWindowSeconds: 61 } }, 'from 0 to 60'],
  ])('with %s is refused', (_what, input, why) => {
    expect(problemOf(input)).toContain(why)
  })
})

describe('what is wrong with a client', () => {
  test('is told for all members at once, each with where it is, and the first stands for all', () => {
    const checked = checkClientRegistration(
      {
        ...web,
        name: ' ',
        redirectUris: ['https://app.example/cb', 'https://app.example/#x'],
        scopes: ['profile', { name: 'openid', assignment: 'automatic' }],
        lifetimes: { codeSeconds: 601 },
        allowedOrigins: ['null'],
        requiredRole: 'hub.read-only',
        clientId: 'not an id',
      },
      context,
    )
    if (checked.ok) throw new Error('nothing is wrong')
    expect(checked.members?.map(({ pointer }) => pointer)).toEqual([
      '/name',
      '/redirect_uris/1',
      '/scopes/1/name',
      '/code_seconds',
      '/allowed_origins/0',
      '/required_role',
      '/client_id',
    ])
    expect(checked.problem).toBe(checked.members?.[0]?.problem)
  })

  test('is told for a change of it as for a new one, and what is right comes back whole', () => {
    const { client } = registered(native)
    const settings = { ...client, name: 'Another name', lifetimes: client }
    expect(checkClientSettings(settings, 'native', context)).toMatchObject({
      ok: true,
      value: { settings: { name: 'Another name', redirectUris: client.redirectUris, codeSeconds: 60 } },
    })
    expect(checkClientSettings({ ...settings, pkce: 'optional' }, 'native', context)).toMatchObject({
      ok: false,
      members: [{ pointer: '/pkce' }],
    })
  })
})
