import { afterAll, beforeAll, expect, test } from 'vitest'
import { askAbout, granted, obtainTokens } from '../testing/about-token.ts'
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts'
import { identityStatus, refresh, type TestClient } from '../testing/test-browser.ts'

let hub: TestHub
let client: TestClient
let other: TestClient

beforeAll(async () => {
  hub = await startTestHub()
  client = await hub.createClient({ firstParty: true })
  other = await hub.createClient({ firstParty: true })
})
afterAll(() => hub.close())

const revoke = (token: string, who = client) => askAbout(hub, 'revoke', who, token)
const newestEvent = async () => {
  // Ids are time-ordered: what comes next is the newest.
  hub.advance(1)
  const storage = await hub.storage()
  return async () => (await storage.listEvents({ after: null, limit: 1 })).rows[0]
}

test('REV-07: revoking an access token leaves the refresh token alone', async () => {
  const { accessToken, refreshToken } = await obtainTokens(hub, client)
  expect(await revoke(accessToken)).toMatchObject({ status: 200, body: {} })
  expect(await identityStatus(hub, accessToken)).toBe(401)
  const next = await refresh(hub, client, refreshToken)
  expect(next.status).toBe(200)
  expect(await identityStatus(hub, next.access_token)).toBe(200)
})

test('REV-06: a refresh token that was used before ends the whole grant, as its successor may have been lost', async () => {
  const first = await obtainTokens(hub, client)
  const second = granted(await refresh(hub, client, first.refreshToken))
  expect((await revoke(first.refreshToken)).status).toBe(200)
  for (const token of [first.accessToken, second.accessToken]) expect(await identityStatus(hub, token)).toBe(401)
  for (const token of [first.refreshToken, second.refreshToken])
    expect(await refresh(hub, client, token)).toMatchObject({ status: 400, error: 'invalid_grant' })
})

test('REV-05: a revocation inside the retry window wins over the answer that would be repeated', async () => {
  const { refreshToken } = await obtainTokens(hub, client)
  await refresh(hub, client, refreshToken)
  await revoke(refreshToken)
  expect(await refresh(hub, client, refreshToken)).toMatchObject({ error: 'invalid_grant' })
})

test('REV-03: a token that has expired is revoked like one that has not', async () => {
  const { accessToken, refreshToken } = await obtainTokens(hub, client)
  hub.advance(3600)
  expect(await revoke(accessToken)).toMatchObject({ status: 200, body: {} })
  hub.advance(31 * 86_400)
  expect(await revoke(refreshToken)).toMatchObject({ status: 200, body: {} })
  hub.advance(365 * 86_400)
  expect(await revoke(refreshToken)).toMatchObject({ status: 200, body: {} })
})

test('OPS-10: a revocation is told of once, with who, what and which grant', async () => {
  const { refreshToken, accessToken } = await obtainTokens(hub, client)
  const newest = await newestEvent()
  const told = { type: 'token.revoked', outcome: 'success', actor: `client:${client.clientId}` }
  await revoke(accessToken)
  expect(await newest()).toMatchObject({ ...told, data: { kind: 'access_token' } })
  hub.advance(1)
  await revoke(refreshToken)
  const event = await newest()
  expect(event).toMatchObject({ ...told, data: { kind: 'refresh_token' } })
  expect([event?.grantId, event?.subject, event?.client]).not.toContain(null)
  await Promise.all([revoke(refreshToken), revoke(accessToken), revoke('rt_unknown')])
  expect(await newest()).toEqual(event)
})

test('REV-02, OPS-10: who tries to revoke the token of another client changes nothing, and is told of', async () => {
  const { refreshToken, accessToken } = await obtainTokens(hub, client)
  for (const token of [refreshToken, accessToken]) {
    const newest = await newestEvent()
    const answer = await revoke(token, other)
    expect(answer).toMatchObject(await revoke('rt_unknown', other).then(({ status, body }) => ({ status, body })))
    await expect
      .poll(newest, { timeout: 5000 })
      .toMatchObject({ type: 'token.revocation_refused', reason: 'token_of_another_client', outcome: 'refused' })
  }
  expect(await identityStatus(hub, accessToken)).toBe(200)
  expect((await refresh(hub, client, refreshToken)).status).toBe(200)
})

test('CAUTH-07: guesses of a secret count together wherever they are made', async () => {
  const victim = await hub.createClient()
  const wrong = { ...victim, clientSecret: 'wrong' }
  for (const operation of ['revoke', 'introspect'] as const) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => askAbout(hub, operation, wrong, 'at_1')))
    expect(answers.every(({ status }) => status === 401)).toBe(true)
  }
  for (const operation of ['revoke', 'introspect'] as const) {
    const { status, headers } = await askAbout(hub, operation, victim, 'at_1')
    expect(status).toBe(429)
    expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0)
  }
  expect((await refresh(hub, victim, 'rt_1')).status).toBe(429)
})
