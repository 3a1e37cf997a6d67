import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { OAuthError, UnexpectedResponseError } from '../index.ts'
import type { Fault } from '../testing/fake-hub.ts'
import { rejection } from '../testing/rejection.ts'
import { signedIn } from '../testing/signed-in.ts'

test('REV-06: a grant is ended by its refresh token, with all that came from it', async () => {
  const { hub, client, store, grantId } = await signedIn()
  const tokens = (await store.load(grantId))!
  await client.revoke(tokens)
  const { url, text, headers } = hub.requests.at(-1)!
  expect(url).toBe('/acme/oauth2/v1/revoke')
  expect(text).toBe(`token=${tokens.refreshToken}&token_type_hint=refresh_token`)
  expect(headers.authorization).toBe(`Basic ${btoa('timeline-app:top-secret')}`)
  expect(await rejection(client.getIdentity({ accessToken: tokens.accessToken }))).toMatchObject({ kind: 'bearer' })
  expect(await rejection(client.refresh(grantId))).toMatchObject({ kind: 'grant-ended', reason: 'invalid_grant' })
})

test('REV-08: a public client sends its id, and an access token goes where there is nothing else', async () => {
  const { hub, client } = await signedIn({ authentication: { method: 'none' } })
  await client.revoke({ accessToken: 'at_1' })
  const { text, headers } = hub.requests.at(-1)!
  expect(text).toBe('token=at_1&token_type_hint=access_token&client_id=timeline-app')
  expect(headers.authorization).toBeUndefined()
})

test('REV-03: a token that the hub no longer knows is no error, so a request may be sent again', async () => {
  const { client, store, grantId } = await signedIn()
  const tokens = (await store.load(grantId))!
  await client.revoke(tokens)
  await expect(client.revoke(tokens)).resolves.toBeUndefined()
})

test.each<[string, Fault, object]>([
  ['an outage', { status: 503, headers: { 'Retry-After': '3' } }, { kind: 'hub-unreachable', retryAfterSeconds: 3 }],
  ['a lost answer', 'lose-answer', { kind: 'hub-unreachable', reason: 'network' }],
  ['a refusal', { status: 401, body: '{"error":"invalid_client"}' }, { kind: 'oauth', error: 'invalid_client' }],
  [
    'a page',
    { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<h1>Hi' },
    { kind: 'unexpected-response' },
  ],
])('REV-09: %s is told, and no error tells a token', async (_, fault, told) => {
  const { hub, client, store, grantId } = await signedIn()
  const tokens = (await store.load(grantId))!
  hub.faults.revocation.push(fault)
  const error = await rejection(client.revoke(tokens))
  expect(error).toMatchObject(told)
  const text = inspect(error, { depth: 20, showHidden: true, getters: true })
  for (const secret of [tokens.accessToken, tokens.refreshToken!, 'top-secret']) expect(text).not.toContain(secret)
})

test('an answer without an error is no refusal of the hub', async () => {
  const { hub, client } = await signedIn()
  hub.faults.revocation.push({ status: 404, body: '[]' })
  const error = await rejection(client.revoke({ accessToken: 'at_1' }))
  expect(error).toBeInstanceOf(UnexpectedResponseError)
  expect(error).not.toBeInstanceOf(OAuthError)
})

test('a hub without a revocation endpoint is asked nothing', async () => {
  const { hub, client, clock } = await signedIn()
  delete hub.metadata['revocation_endpoint']
  hub.metadataHeaders['ETag'] = '"two"'
  clock.forward(300)
  expect(await rejection(client.revoke({ accessToken: 'at_1' }))).toMatchObject({ problem: 'unsupported' })
  expect(hub.requests.some(({ url }) => url.endsWith('/revoke'))).toBe(false)
})
