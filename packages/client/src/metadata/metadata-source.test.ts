import { expect, test } from 'vitest'
import { createHubClient, HubUnreachableError, memoryStore, MetadataError, UnexpectedResponseError } from '../index.ts'
import { fakeHub } from '../testing/fake-hub.ts'
import { rejection } from '../testing/rejection.ts'
import { clientOf, stoppedClock } from '../testing/signed-in.ts'
import { metadataLocation } from './metadata-location.ts'

test.each([
  ['https://hub.example/acme', 'https://hub.example/.well-known/oauth-authorization-server/acme'],
  ['https://hub.example/eu/acme', 'https://hub.example/.well-known/oauth-authorization-server/eu/acme'],
  ['https://id.acme.example', 'https://id.acme.example/.well-known/oauth-authorization-server'],
])('the metadata of %s is at %s', (issuer, location) => expect(metadataLocation(issuer)).toBe(location))

test('members that nobody knows yet are handed on', async () => {
  const hub = await fakeHub()
  expect(await clientOf(hub).getMetadata()).toEqual(hub.metadata)
})

test('it is read once for everybody, and kept for its max-age', async () => {
  const clock = stoppedClock()
  const hub = await fakeHub()
  const client = clientOf(hub, { clock })
  await Promise.all(Array.from({ length: 100 }, () => client.getMetadata()))
  clock.forward(299)
  await client.getMetadata()
  expect(hub.requests).toHaveLength(1)
  clock.forward(1)
  await client.getMetadata()
  expect(hub.requests).toHaveLength(2)
})

test('an unchanged document is not sent again', async () => {
  const clock = stoppedClock()
  const hub = await fakeHub()
  const client = clientOf(hub, { clock })
  const metadata = await client.getMetadata()
  clock.forward(300)
  expect(await client.getMetadata()).toBe(metadata)
  expect(hub.requests[1]?.headers['if-none-match']).toBe('"one"')
  clock.forward(299)
  await client.getMetadata()
  expect(hub.requests).toHaveLength(2)
})

test('a changed document is taken over', async () => {
  const clock = stoppedClock()
  const hub = await fakeHub()
  const client = clientOf(hub, { clock })
  await client.getMetadata()
  hub.metadata['added_later'] = 'again'
  hub.metadataHeaders['ETag'] = '"two"'
  expect((await client.getMetadata())['added_later']).toBe(true)
  expect((await client.getMetadata({ revalidate: true }))['added_later']).toBe('again')
})

test.each(['no-store', 'no-cache', 'max-age=0'])('with %s it is read every time', async (cacheControl) => {
  const hub = await fakeHub()
  hub.metadataHeaders = { 'Cache-Control': cacheControl }
  const client = clientOf(hub)
  await client.getMetadata()
  await client.getMetadata()
  expect(hub.requests).toHaveLength(2)
})

test('a failure is not kept', async () => {
  const hub = await fakeHub()
  const client = clientOf(hub)
  hub.faults.metadata.push({ status: 503, headers: { 'Retry-After': '2' } })
  const error = await rejection(client.getMetadata())
  expect(error).toBeInstanceOf(HubUnreachableError)
  expect(error).toMatchObject({ status: 503, retryAfterSeconds: 2 })
  expect(await client.getMetadata()).toEqual(hub.metadata)
})

test('a hub that is not there is unreachable', async () => {
  const hub = await fakeHub()
  await hub.stop()
  expect(await rejection(clientOf(hub).getMetadata())).toMatchObject({
    kind: 'hub-unreachable',
    reason: 'network',
    message: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)\.$/),
  })
})

test('a hub that does not answer is unreachable, and one caller may leave earlier', async () => {
  const hub = await fakeHub()
  hub.faults.metadata.push('hang')
  const client = clientOf(hub, { timeoutMilliseconds: 300 })
  const patient = rejection(client.getMetadata())
  const signal = AbortSignal.timeout(20)
  expect(await rejection(client.getMetadata({ signal }))).toBe(signal.reason)
  expect(await patient).toMatchObject({ kind: 'hub-unreachable', reason: 'timeout' })
})

test('an unknown tenant is said to be one', async () => {
  const hub = await fakeHub()
  const client = clientOf(hub, { issuer: hub.issuer.replace(/acme$/, 'other') })
  expect(await rejection(client.getMetadata())).toMatchObject({ kind: 'metadata', problem: 'unknown-issuer' })
})

test.each<[string, string, Record<string, unknown>]>([
  ['another issuer', 'issuer-mismatch', { issuer: 'https://evil.example/acme' }],
  ['no issuer', 'issuer-mismatch', { issuer: undefined }],
  ['no authorization endpoint', 'unusable-endpoint', { authorization_endpoint: undefined }],
  ['a script as authorization endpoint', 'unusable-endpoint', { authorization_endpoint: 'javascript:alert(1)' }],
  ['a token endpoint in the clear', 'unusable-endpoint', { token_endpoint: 'http://hub.example/token' }],
  ['a token endpoint with a fragment', 'unusable-endpoint', { token_endpoint: 'https://hub.example/token#x' }],
  ['a revocation endpoint in the clear', 'unusable-endpoint', { revocation_endpoint: 'http://hub.example/revoke' }],
  ['no S256', 'unsupported', { code_challenge_methods_supported: ['plain'] }],
  ['no challenge methods', 'unsupported', { code_challenge_methods_supported: undefined }],
  ['no iss parameter', 'unsupported', { authorization_response_iss_parameter_supported: undefined }],
])('metadata with %s is refused', async (_, problem, members) => {
  const hub = await fakeHub()
  Object.assign(hub.metadata, members)
  const error = await rejection(clientOf(hub).startAuthorization())
  expect(error).toBeInstanceOf(MetadataError)
  expect(error).toMatchObject({ problem })
})

test('an https issuer cannot name an endpoint in the clear, not even on this machine', async () => {
  const issuer = 'https://hub.example/acme'
  const hub = await fakeHub()
  const client = createHubClient({
    issuer,
    clientId: 'timeline-app',
    authentication: { method: 'none' },
    redirectUri: 'https://app.example/callback',
    store: memoryStore(),
    fetch: async () => Response.json({ ...hub.metadata, issuer }),
  })
  expect(await rejection(client.getMetadata())).toMatchObject({ problem: 'unusable-endpoint' })
})

test.each<[string, { status: number; headers?: Record<string, string>; body?: string }]>([
  ['a redirect', { status: 302, headers: { Location: 'http://localhost/elsewhere' } }],
  ['a page', { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<h1>Welcome' }],
  ['JSON under another name', { status: 200, headers: { 'Content-Type': 'text/plain' }, body: '{}' }],
  ['broken JSON', { status: 200, body: '{"issuer":' }],
  ['a body without end', { status: 200, body: `"${'x'.repeat(200_000)}"` }],
  ['a refusal', { status: 403, body: '{}' }],
])('%s is not the metadata', async (_, fault) => {
  const hub = await fakeHub()
  hub.faults.metadata.push(fault)
  const error = await rejection(clientOf(hub).getMetadata())
  expect(error).toBeInstanceOf(UnexpectedResponseError)
  expect(error).toMatchObject({ status: fault.status })
  expect(hub.requests).toHaveLength(1)
})
