import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeTenant } from '../administration/change-tenant.ts'
import { obtainTokens } from '../testing/about-token.ts'
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts'
import type { TestClient } from '../testing/test-browser.ts'

let hub: TestHub
let client: TestClient

beforeAll(async () => {
  hub = await startTestHub()
  client = await hub.createClient({ firstParty: true })
})
afterAll(() => hub.close())

async function verify({ query = '', token }: { query?: string; token?: string }) {
  const headers = new Headers(token === undefined ? {} : { Authorization: `Bearer ${token}` })
  const response = await fetch(`${hub.origin}/acme/oauth2/v1/verify${query}`, { headers })
  return { status: response.status, body: await response.json(), challenge: response.headers.get('WWW-Authenticate') }
}

const allow = (accessTokenInQuery: boolean) =>
  changeTenant(hub.administration, { slug: 'acme', changes: { accessTokenInQuery }, expectedRevision: null })

test('a token is told with the client that it is for, what it has left, and its scope', async () => {
  const { accessToken } = await obtainTokens(hub, client)
  hub.advance(600.5)
  const body = { audience: client.clientId, expires_in: 2999, scope: 'profile' }
  expect(await verify({ token: accessToken })).toEqual({ status: 200, body, challenge: null })
  hub.advance(2999.5)
  expect(await verify({ token: accessToken })).toMatchObject({ status: 200, body: { error: 'invalid_token' } })
})

test('BEAR-02: a token in the query is taken only while the tenant takes it there', async () => {
  const { accessToken } = await obtainTokens(hub, client)
  const query = `?access_token=${accessToken}`
  const refused = {
    status: 400,
    body: { error: 'invalid_request' },
    challenge: expect.stringMatching(/^Bearer realm="acme"/),
  }
  expect(await verify({ query })).toMatchObject(refused)
  await allow(true)
  expect(await verify({ query })).toMatchObject({ status: 200, body: { audience: client.clientId } })
  expect(await verify({ token: accessToken })).toMatchObject({ status: 200, body: { audience: client.clientId } })
  expect(await verify({ query: '?access_token=unknown' })).toMatchObject({
    status: 200,
    body: { error: 'invalid_token' },
  })
  expect(await verify({ query: '?access_token=' })).toMatchObject({ status: 401, body: {} })
  expect(await verify({ query, token: accessToken }), 'BEAR-04').toMatchObject(refused)
  expect(await verify({ query: `${query}&access_token=${accessToken}` }), 'twice').toMatchObject(refused)
  await allow(false)
  expect(await verify({ query })).toMatchObject(refused)
})
