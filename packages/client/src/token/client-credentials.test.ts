import { expect, test } from 'vitest'
import { HubUnreachableError } from '../index.ts'
import { fakeHub, type FakeHub } from '../testing/fake-hub.ts'
import { rejection } from '../testing/rejection.ts'
import { clientOf, stoppedClock, type Clock } from '../testing/signed-in.ts'

async function app(): Promise<{ hub: FakeHub; client: ReturnType<typeof clientOf>; clock: Clock }> {
  const clock = stoppedClock()
  const hub = await fakeHub({ clock })
  return { hub, client: clientOf(hub, { clock, scope: 'profile' }), clock }
}

test('100 callers share one request, and later ones its token until shortly before its end', async () => {
  const { hub, client, clock } = await app()
  const tokens = await Promise.all(Array.from({ length: 100 }, () => client.clientCredentials({ scope: 'reports' })))
  expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(1)
  clock.forward(3569)
  await client.clientCredentials({ scope: 'reports' })
  expect(hub.tokenRequests()).toHaveLength(1)
  clock.forward(1)
  expect(await client.clientCredentials({ scope: 'reports' })).toMatchObject({ expiresAt: clock() + 3_600_000 })
  expect(hub.tokenRequests()).toHaveLength(2)
})

test('the request holds the grant type and the scope that was asked for, never the people’s scope', async () => {
  const { hub, client } = await app()
  await client.clientCredentials({ scope: 'reports' })
  await client.clientCredentials()
  expect(hub.tokenRequests().map(({ text }) => text)).toEqual([
    'grant_type=client_credentials&scope=reports',
    'grant_type=client_credentials',
  ])
})

test('scopes in another order are the same token; other scopes are another', async () => {
  const { hub, client } = await app()
  const one = await client.clientCredentials({ scope: 'a b' })
  expect(await client.clientCredentials({ scope: 'b  a' })).toEqual(one)
  expect((await client.clientCredentials({ scope: 'a' })).accessToken).not.toBe(one.accessToken)
  expect(hub.tokenRequests()).toHaveLength(2)
})

test('renew asks although the kept token lasts', async () => {
  const { client } = await app()
  const one = await client.clientCredentials()
  const two = await client.clientCredentials({ renew: true })
  expect(two.accessToken).not.toBe(one.accessToken)
  expect(await client.clientCredentials()).toEqual(two)
})

test('a refusal is not kept', async () => {
  const { hub, client } = await app()
  hub.faults.token.push({ status: 401, body: '{"error":"invalid_client"}' })
  expect(await rejection(client.clientCredentials())).toMatchObject({ kind: 'oauth', error: 'invalid_client' })
  expect(await client.clientCredentials()).toMatchObject({ scope: 'reports' })
})

test('while the hub is away a kept token is used up', async () => {
  const { hub, client, clock } = await app()
  const one = await client.clientCredentials()
  await hub.stop()
  clock.forward(3590)
  expect(await client.clientCredentials()).toEqual(one)
  clock.forward(10)
  expect(await rejection(client.clientCredentials())).toBeInstanceOf(HubUnreachableError)
})

test('one caller’s abort leaves the request to the others', async () => {
  const { hub, client } = await app()
  const abort = new AbortController()
  hub.onTokenRequest = () => abort.abort()
  const patient = client.clientCredentials()
  expect(await rejection(client.clientCredentials({ signal: abort.signal }))).toBe(abort.signal.reason)
  expect(await patient).toMatchObject({ scope: 'reports' })
})
