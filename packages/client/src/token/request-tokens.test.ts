import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { UnexpectedResponseError } from '../index.ts'
import type { Fault } from '../testing/fake-hub.ts'
import { rejection } from '../testing/rejection.ts'
import { signedIn } from '../testing/signed-in.ts'
import { loopbackServer } from '../testing/loopback-server.ts'

test('a token request is a form of a known length, with exactly its own members', async () => {
  const { hub, client, grantId, store, refreshes } = await signedIn()
  const { refreshToken } = (await store.load(grantId))!
  await client.refresh(grantId)
  const { method, headers, text } = refreshes()[0]!
  expect(method).toBe('POST')
  expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
  expect(headers['content-length']).toBe(String(text.length))
  expect(headers.accept).toBe('application/json')
  expect(text).toBe(`grant_type=refresh_token&refresh_token=${refreshToken}`)
  expect(hub.requests.every(({ text: body }) => !body.includes('undefined'))).toBe(true)
})

const complete = { access_token: 'at_1', token_type: 'Bearer', expires_in: 60, refresh_token: 'rt_1', scope: 'profile' }

test.each<[string, unknown]>([
  ['no object', 'tokens'],
  ['no access_token', { ...complete, access_token: undefined }],
  ['an empty access_token', { ...complete, access_token: '' }],
  ['no token_type', { ...complete, token_type: undefined }],
  ['a token_type that we cannot use', { ...complete, token_type: 'DPoP' }],
  ['no expires_in', { ...complete, expires_in: undefined }],
  ['a negative expires_in', { ...complete, expires_in: -1 }],
  ['expires_in as text', { ...complete, expires_in: '60' }],
  ['a refresh_token that is no text', { ...complete, refresh_token: 7 }],
  ['a scope that is no text', { ...complete, scope: ['profile'] }],
])('a token response with %s is not used, and the grant is kept', async (_, answer) => {
  const { hub, client, store, grantId } = await signedIn({ retryWindowSeconds: 0 })
  const before = await store.load(grantId)
  hub.faults.token.push({ status: 200, body: JSON.stringify(answer) })
  expect(await rejection(client.refresh(grantId))).toBeInstanceOf(UnexpectedResponseError)
  expect(await store.load(grantId)).toEqual(before)
})

test('a refusal says where it is explained, when the hub does', async () => {
  const { hub, client, grantId } = await signedIn({ retryWindowSeconds: 0 })
  const error_uri = 'https://hub.example/acme/errors/invalid_scope'
  hub.faults.token.push({ status: 400, body: JSON.stringify({ error: 'invalid_scope', error_uri }) })
  expect(await rejection(client.refresh(grantId))).toMatchObject({ error: 'invalid_scope', errorUri: error_uri })
  hub.faults.token.push({ status: 400, body: JSON.stringify({ error: 'invalid_scope', error_uri: 7 }) })
  expect(await rejection(client.refresh(grantId))).toMatchObject({ error: 'invalid_scope', errorUri: undefined })
})

test('a redirect of the token endpoint is not followed, and takes no secret anywhere', async () => {
  let hits = 0
  const elsewhere = await loopbackServer((_, response) => {
    hits += 1
    response.end()
  })
  const { hub, client, grantId } = await signedIn()
  hub.faults.token.push({ status: 307, headers: { Location: `${elsewhere.origin}/token` } })
  expect(await rejection(client.refresh(grantId))).toMatchObject({ kind: 'unexpected-response', status: 307 })
  expect(hits).toBe(0)
})

test.each<[string, Fault]>([
  ['a refusal', { status: 400, body: '{"error":"invalid_request"}' }],
  ['an outage', { status: 503 }],
  ['a lost answer', 'lose-answer'],
  ['a page', { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<h1>Hello' }],
])('after %s no error tells a secret, however deep one looks', async (_, fault) => {
  const { hub, client, store, grantId } = await signedIn({ retryWindowSeconds: 0 })
  const { accessToken, refreshToken } = (await store.load(grantId))!
  hub.faults.token.push(fault)
  const error = await rejection(client.refresh(grantId))
  const told = inspect(error, { depth: 20, showHidden: true, getters: true }) + JSON.stringify(error)
  for (const secret of [accessToken, refreshToken!, 'top-secret', btoa('timeline-app:top-secret')]) {
    expect(told).not.toContain(secret)
  }
})

test('a refusal’s text is cleaned before it becomes a message', async () => {
  const { hub, client, grantId } = await signedIn()
  hub.faults.token.push({ status: 400, body: JSON.stringify({ error: `x\n\u001b[31m${'y'.repeat(500)}` }) })
  const error = await rejection(client.refresh(grantId))
  expect(error).toBeInstanceOf(Error)
  expect((error as Error).message).toMatch(/^[\x20-\x7e…]{1,160}$/)
})
