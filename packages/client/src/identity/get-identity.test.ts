import { expect, test } from 'vitest'
import { BearerError, GrantEndedError, HubUnreachableError, UnexpectedResponseError } from '../index.ts'
import { rejection } from '../testing/rejection.ts'
import { signedIn } from '../testing/signed-in.ts'

const ada = { identityId: 'ada', displayName: 'Ada Lovelace', userName: 'ada@example.org', disabled: false }

test('the identity comes with every member that the hub sends', async () => {
  const { hub, client, store, grantId } = await signedIn()
  expect(await client.getIdentity({ grantId })).toEqual({ ...ada, addedLater: 1 })
  const { accessToken } = (await store.load(grantId))!
  expect(await client.getIdentity({ accessToken })).toMatchObject(ada)
  const { url, headers } = hub.requests.at(-1)!
  expect(url).toBe('/acme/api/identity/v1')
  expect(headers.authorization).toBe(`Bearer ${accessToken}`)
})

test('a token that the API calls invalid is refreshed and tried once more', async () => {
  const { hub, client, grantId, refreshes } = await signedIn()
  hub.families[0]!.forgetAccessTokens()
  expect(await client.getIdentity({ grantId })).toMatchObject(ada)
  expect(refreshes().filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test('100 callers with one invalid token make one refresh', async () => {
  const { hub, client, grantId, refreshes } = await signedIn()
  hub.families[0]!.forgetAccessTokens()
  await Promise.all(Array.from({ length: 100 }, () => client.getIdentity({ grantId })))
  expect(refreshes()).toHaveLength(1)
})

test('when the new token is invalid, too, the error is the caller’s', async () => {
  const { hub, client, grantId, refreshes } = await signedIn()
  const refusal = {
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer realm="acme", error="invalid_token"' },
    body: '{}',
  }
  hub.faults.identity.push(refusal, refusal)
  const error = await rejection(client.getIdentity({ grantId }))
  expect(error).toBeInstanceOf(BearerError)
  expect(error).toMatchObject({ error: 'invalid_token', status: 401 })
  expect(refreshes()).toHaveLength(1)
})

test('a blocked person’s grant ends at the API’s refusal', async () => {
  const { hub, client, grantId } = await signedIn()
  hub.families[0]!.dead = true
  const error = await rejection(client.getIdentity({ grantId }))
  expect(error).toBeInstanceOf(GrantEndedError)
  expect(error).toMatchObject({ reason: 'invalid_grant' })
})

test('a bare access token is not refreshed', async () => {
  const { client, refreshes } = await signedIn()
  expect(await rejection(client.getIdentity({ accessToken: 'at_unknown' }))).toMatchObject({
    kind: 'bearer',
    error: 'invalid_token',
    errorDescription: 'It is over.',
    status: 401,
    requestId: expect.stringMatching(/^request-/),
  })
  expect(refreshes()).toHaveLength(0)
})

test('a refusal says where it is explained, in the challenge or in the body', async () => {
  const { hub, client, grantId } = await signedIn()
  const errorUri = 'https://hub.example/acme/errors/insufficient_scope'
  const challenges = [`Bearer realm="acme", error="insufficient_scope", error_uri="${errorUri}"`, 'Bearer realm="acme"']
  const body = JSON.stringify({ error: 'insufficient_scope', error_uri: errorUri })
  for (const challenge of challenges) {
    hub.faults.identity.push({ status: 403, headers: { 'WWW-Authenticate': challenge }, body })
    expect(await rejection(client.getIdentity({ grantId }))).toMatchObject({ kind: 'bearer', errorUri })
  }
})

test('insufficient_scope names the scope, and is not worth a refresh', async () => {
  const { hub, client, grantId, refreshes } = await signedIn()
  const challenge = 'Bearer realm="acme", error="insufficient_scope", scope="profile email"'
  hub.faults.identity.push({ status: 403, headers: { 'WWW-Authenticate': challenge }, body: '{}' })
  expect(await rejection(client.getIdentity({ grantId }))).toMatchObject({
    error: 'insufficient_scope',
    scope: 'profile email',
    status: 403,
  })
  expect(refreshes()).toHaveLength(0)
})

test('without a challenge the body tells', async () => {
  const { hub, client, grantId } = await signedIn()
  hub.faults.identity.push({ status: 403, body: '{"error":"a_code_of_the_future","scope":"more"}' })
  expect(await rejection(client.getIdentity({ grantId }))).toMatchObject({
    error: 'a_code_of_the_future',
    scope: 'more',
  })
})

test('an outage of the API is one, and changes nothing', async () => {
  const { hub, client, store, grantId } = await signedIn()
  const before = await store.load(grantId)
  hub.faults.identity.push({ status: 503, headers: { 'Retry-After': '2' } })
  const error = await rejection(client.getIdentity({ grantId }))
  expect(error).toBeInstanceOf(HubUnreachableError)
  expect(error).toMatchObject({ retryAfterSeconds: 2 })
  expect(await store.load(grantId)).toEqual(before)
})

test('an identity without its members is not one', async () => {
  const { hub, client, grantId } = await signedIn()
  hub.faults.identity.push({ status: 200, body: '{"identityId":7}' })
  expect(await rejection(client.getIdentity({ grantId }))).toBeInstanceOf(UnexpectedResponseError)
})

test('an abort breaks the request off', async () => {
  const { hub, client, grantId } = await signedIn()
  hub.faults.identity.push('hang')
  const signal = AbortSignal.timeout(50)
  expect(await rejection(client.getIdentity({ grantId }, { signal }))).toBe(signal.reason)
})
