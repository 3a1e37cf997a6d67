import { expect, test } from 'vitest'
import {
  AuthorizationRefusedError,
  AuthorizationResponseError,
  HubUnreachableError,
  OAuthError,
  StoreError,
  type HubClientOptions,
  type PendingAuthorization,
} from '../index.ts'
import { memoryStore } from '../grants/memory-store.ts'
import { fakeHub, type FakeHub } from '../testing/fake-hub.ts'
import { rejection } from '../testing/rejection.ts'
import { clientOf, stoppedClock, type Clock } from '../testing/signed-in.ts'

interface Started {
  readonly hub: FakeHub
  readonly client: ReturnType<typeof clientOf>
  readonly clock: Clock
  readonly pending: PendingAuthorization
  readonly query: URLSearchParams
}

async function started(options: Partial<HubClientOptions> = {}): Promise<Started> {
  const clock = stoppedClock()
  const hub = await fakeHub({ clock })
  const client = clientOf(hub, { clock, ...options })
  const { url, pending } = await client.startAuthorization()
  return { hub, client, clock, pending, query: hub.authorize(url) }
}

test('a right response becomes tokens, saved before they are returned', async () => {
  const store = memoryStore()
  const { hub, client, clock, pending, query } = await started({ store })
  const tokens = await client.finishAuthorization(query, pending)
  expect(tokens).toEqual({
    grantId: expect.stringMatching(/^[\w-]{22}$/),
    version: 1,
    accessToken: expect.stringMatching(/^at_/),
    issuedAt: clock(),
    expiresAt: clock() + 3_600_000,
    refreshToken: expect.stringMatching(/^rt_/),
    scope: 'profile',
  })
  expect(await store.load(tokens.grantId)).toEqual(tokens)
  expect(Object.fromEntries(hub.tokenRequests()[0]!.form)).toEqual({
    grant_type: 'authorization_code',
    code: query.get('code'),
    redirect_uri: 'https://app.example/callback',
    code_verifier: pending.codeVerifier,
  })
})

test.each<[string, (query: URLSearchParams) => Parameters<Started['client']['finishAuthorization']>[0]]>([
  ['text', (query) => query.toString()],
  ['text with a question mark', (query) => `?${query.toString()}`],
  ['what a framework parsed', (query) => Object.fromEntries(query)],
  ['lists of one value', (query) => Object.fromEntries([...query].map(([name, value]) => [name, [value]]))],
])('the query may come as %s', async (_, form) => {
  const { client, pending, query } = await started()
  expect(await client.finishAuthorization(form(query), pending)).toMatchObject({ version: 1 })
})

test('a pending authorization survives being written down', async () => {
  const { client, pending, query } = await started()
  const written: PendingAuthorization = JSON.parse(JSON.stringify(pending))
  expect(await client.finishAuthorization(query, written)).toMatchObject({ version: 1 })
})

test.each<[string, string, (started: Started) => unknown]>([
  ['no state', 'state-mismatch', ({ query }) => query.delete('state')],
  ['an empty state', 'state-mismatch', ({ query }) => query.set('state', '')],
  ['another state', 'state-mismatch', ({ query }) => query.set('state', 'x'.repeat(43))],
  ['a second state, though empty', 'repeated-parameter', ({ query }) => query.append('state', '')],
  ['no iss', 'issuer-mismatch', ({ query }) => query.delete('iss')],
  ['another iss', 'issuer-mismatch', ({ query }) => query.set('iss', 'https://evil.example/acme')],
  ['an iss with a slash more', 'issuer-mismatch', ({ query }) => query.set('iss', `${query.get('iss')}/`)],
  ['neither code nor error', 'malformed', ({ query }) => query.delete('code')],
  ['an empty code', 'malformed', ({ query }) => query.set('code', '')],
  ['a code and an error', 'malformed', ({ query }) => query.set('error', 'access_denied')],
  ['two codes', 'repeated-parameter', ({ query }) => query.append('code', 'another')],
  ['the same code twice', 'repeated-parameter', ({ query }) => query.append('code', query.get('code')!)],
  ['two iss', 'repeated-parameter', ({ query }) => query.append('iss', query.get('iss')!)],
  ['two errors', 'repeated-parameter', ({ query }) => (query.append('error', 'a'), query.append('error', 'b'))],
  ['an hour too late', 'expired', ({ clock }) => clock.forward(3601)],
])('a response with %s is refused and never touches the token endpoint', async (_, problem, spoil) => {
  const all = await started()
  spoil(all)
  const error = await rejection(all.client.finishAuthorization(all.query, all.pending))
  expect(error).toBeInstanceOf(AuthorizationResponseError)
  expect(error).toMatchObject({ problem })
  expect(all.hub.tokenRequests()).toHaveLength(0)
})

test('a browser in which nothing is pending is refused', async () => {
  const { hub, client, query } = await started()
  expect(await rejection(client.finishAuthorization(query, undefined))).toMatchObject({ problem: 'state-mismatch' })
  expect(hub.tokenRequests()).toHaveLength(0)
})

test('an authorization that began at another hub is not finished here', async () => {
  const { hub, client, pending, query } = await started()
  const elsewhere = { ...pending, issuer: 'https://other.example/acme' }
  expect(await rejection(client.finishAuthorization(query, elsewhere))).toMatchObject({ problem: 'issuer-mismatch' })
  expect(hub.tokenRequests()).toHaveLength(0)
})

test('an error response is a refusal, also with a code nobody knows yet', async () => {
  const { hub, client, pending, query } = await started()
  query.delete('code')
  query.set('error', 'access_denied')
  query.set('error_description', 'The resource owner denied the request.')
  query.set('error_uri', 'https://hub.example/errors')
  const error = await rejection(client.finishAuthorization(query, pending))
  expect(error).toBeInstanceOf(AuthorizationRefusedError)
  expect(error).toMatchObject({
    error: 'access_denied',
    errorDescription: 'The resource owner denied the request.',
    errorUri: 'https://hub.example/errors',
  })
  query.set('error', 'moon_is_full')
  expect(await rejection(client.finishAuthorization(query, pending))).toMatchObject({ error: 'moon_is_full' })
  expect(hub.tokenRequests()).toHaveLength(0)
})

test('an error response of somebody else is no refusal', async () => {
  const { client, pending, query } = await started()
  query.delete('code')
  query.set('error', 'access_denied')
  query.set('state', 'forged')
  expect(await rejection(client.finishAuthorization(query, pending))).toMatchObject({ problem: 'state-mismatch' })
})

test('parameters that nobody knows are ignored, even repeated', async () => {
  const { client, pending, query } = await started()
  query.append('session_state', 'a')
  query.append('session_state', 'b')
  expect(await client.finishAuthorization(query, pending)).toMatchObject({ version: 1 })
})

test('a refused code is the hub’s error, with its description and request id', async () => {
  const { client, pending, query } = await started()
  query.set('code', 'spent')
  const error = await rejection(client.finishAuthorization(query, pending))
  expect(error).toBeInstanceOf(OAuthError)
  expect(error).toMatchObject({
    error: 'invalid_grant',
    errorDescription: expect.any(String),
    status: 400,
    requestId: expect.stringMatching(/^request-/),
  })
})

test('a code is sent once, whatever happens', async () => {
  const { hub, client, pending, query } = await started()
  hub.faults.token.push('lose-answer')
  expect(await rejection(client.finishAuthorization(query, pending))).toBeInstanceOf(HubUnreachableError)
  expect(hub.tokenRequests()).toHaveLength(1)
})

test('a caller can break the exchange off', async () => {
  const { hub, client, pending, query } = await started()
  const abort = new AbortController()
  hub.faults.token.push('hang')
  hub.onTokenRequest = () => abort.abort(new Error('enough'))
  expect(await rejection(client.finishAuthorization(query, pending, { signal: abort.signal }))).toEqual(
    new Error('enough'),
  )
})

test('tokens that cannot be saved are not returned', async () => {
  const store = { ...memoryStore(), save: () => Promise.reject(new Error('disk full')) }
  const { client, pending, query } = await started({ store })
  expect(await rejection(client.finishAuthorization(query, pending))).toBeInstanceOf(StoreError)
})

test('a store that calls a new grant a conflict is not believed', async () => {
  const store = { ...memoryStore(), save: async () => 'conflict' as const }
  const { client, pending, query } = await started({ store })
  expect(await rejection(client.finishAuthorization(query, pending))).toBeInstanceOf(StoreError)
})

test('without a scope in the answer the one that was asked for is granted', async () => {
  const { hub, client, pending, query } = await started({ scope: 'profile email' })
  const body = JSON.stringify({ access_token: 'at_1', token_type: 'Bearer', expires_in: 10 })
  hub.faults.token.push({ status: 200, body })
  const tokens = await client.finishAuthorization(query, pending)
  expect(tokens.scope).toBe('profile email')
  expect(tokens).not.toHaveProperty('refreshToken')
})
