import { expect, test, vi } from 'vitest'
import { GrantEndedError, HubUnreachableError, UnexpectedResponseError } from '../index.ts'
import type { Fault } from '../testing/fake-hub.ts'
import { rejection } from '../testing/rejection.ts'
import { signedIn } from '../testing/signed-in.ts'

vi.setConfig({ testTimeout: 20_000 })

test.each<[string, Fault[]]>([
  ['the request is lost', ['lose-request']],
  ['the answer is lost', ['lose-answer']],
  ['three answers are lost', ['lose-answer', 'lose-answer', 'lose-answer']],
  ['the hub answers 500', [{ status: 500 }]],
  ['the hub answers 503', [{ status: 503, headers: { 'Retry-After': '0' } }]],
  ['the hub answers 429', [{ status: 429, headers: { 'Retry-After': '0' } }]],
  ['a proxy answers 502 with a page', [{ status: 502, headers: { 'Content-Type': 'text/html' }, body: '<h1>Bad' }]],
  ['the answer is cut short', [{ status: 200, body: '{"access_token":"at_' }]],
])('when %s the identical refresh is sent again, and the grant lives', async (_, faults) => {
  const { hub, client, clock, grantId, refreshes } = await signedIn()
  clock.forward(3600)
  hub.faults.token.push(...faults)
  const { accessToken } = await client.getAccessToken(grantId)
  expect(hub.families[0]!.opens(accessToken)).toBe(true)
  expect(refreshes()).toHaveLength(faults.length + 1)
  expect(new Set(refreshes().map(({ text, headers }) => `${text} ${headers.authorization}`)).size).toBe(1)
})

test('a hub that hangs is asked again after the timeout', async () => {
  const { hub, client, clock, grantId, refreshes } = await signedIn({ timeoutMilliseconds: 200 })
  clock.forward(3600)
  hub.faults.token.push('hang')
  await client.getAccessToken(grantId)
  expect(refreshes()).toHaveLength(2)
})

test('nothing is repeated once the window is over, and the old refresh token is kept', async () => {
  const { hub, client, store, clock, grantId, refreshes } = await signedIn()
  clock.forward(3600)
  hub.faults.token.push({ status: 503 }, { status: 503 })
  hub.onTokenRequest = () => clock.forward(4.5)
  const before = await store.load(grantId)
  expect(await rejection(client.getAccessToken(grantId))).toMatchObject({ kind: 'hub-unreachable', status: 503 })
  expect(refreshes()).toHaveLength(2)
  expect(await store.load(grantId)).toEqual(before)
  expect(await client.getAccessToken(grantId)).toMatchObject({ expiresAt: expect.any(Number) })
})

test('a wait that the hub asks for is respected, even if the window is over by then', async () => {
  const { hub, client, clock, grantId, refreshes } = await signedIn()
  clock.forward(3600)
  hub.faults.token.push({ status: 429, headers: { 'Retry-After': '60' } })
  const error = await rejection(client.getAccessToken(grantId))
  expect(error).toBeInstanceOf(HubUnreachableError)
  expect(error).toMatchObject({ reason: 'status', status: 429, retryAfterSeconds: 60 })
  expect(refreshes()).toHaveLength(1)
})

test('a strict hub, whose window is 0, is asked once', async () => {
  const { hub, client, clock, grantId, refreshes } = await signedIn({ retryWindowSeconds: 0 })
  clock.forward(3600)
  hub.faults.token.push('lose-request')
  expect(await rejection(client.getAccessToken(grantId))).toBeInstanceOf(HubUnreachableError)
  expect(refreshes()).toHaveLength(1)
})

test('an answer that was lost for longer than the window costs the grant, and is told as such', async () => {
  const { hub, client, clock, grantId } = await signedIn({ retryWindowSeconds: 0 })
  clock.forward(3600)
  hub.faults.token.push('lose-answer')
  expect(await rejection(client.getAccessToken(grantId))).toBeInstanceOf(HubUnreachableError)
  clock.forward(11)
  expect(await rejection(client.getAccessToken(grantId))).toBeInstanceOf(GrantEndedError)
})

test.each([
  [403, 'text/html', '<h1>Blocked by a proxy'],
  [404, 'application/json', '{}'],
  [307, 'text/html', ''],
])('an answer %i that is not the hub’s is not repeated and ends nothing', async (status, type, body) => {
  const { hub, client, clock, grantId, refreshes } = await signedIn()
  clock.forward(3600)
  hub.faults.token.push({ status, headers: { 'Content-Type': type, Location: `${hub.issuer}/elsewhere` }, body })
  const error = await rejection(client.getAccessToken(grantId))
  expect(error).toBeInstanceOf(UnexpectedResponseError)
  expect(error).toMatchObject({ status })
  expect(refreshes()).toHaveLength(1)
  await client.getAccessToken(grantId)
})
