import { TOKEN_GUESS_WINDOW_SECONDS, TOKEN_GUESSES } from '@identity-hub/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askAbout, granted, obtainTokens } from '../testing/about-token.ts'
import { startTestHub, type TestHub } from '../testing/start-test-hub.ts'
import { refresh, requestToken, type TestClient } from '../testing/test-browser.ts'

let hub: TestHub
let client: TestClient
let other: TestClient

beforeAll(async () => {
  hub = await startTestHub()
  client = await hub.createClient({ firstParty: true })
  other = await hub.createClient({ firstParty: true, grantTypes: ['client_credentials'], redirectUris: [] })
})
afterAll(() => hub.close())

const introspect = (token: string, who = client) => askAbout(hub, 'introspect', who, token)
const inactive = { status: 200, body: { active: false } }

test('INTRO-05: the lifetime of a token is told as it was issued, whatever the time', async () => {
  const { accessToken } = await obtainTokens(hub, client)
  const { body } = await introspect(accessToken)
  expect(body).toMatchObject({ active: true, iss: `${hub.origin}/acme`, client_id: client.clientId })
  const { iat, exp } = body as { iat: number; exp: number }
  expect(exp - iat).toBe(3600)
  hub.advance(3599)
  expect((await introspect(accessToken)).body).toEqual(body)
  hub.advance(1)
  expect(await introspect(accessToken)).toMatchObject(inactive)
})

test('INTRO-05: a token from a refresh begins when it was handed out', async () => {
  const { refreshToken } = await obtainTokens(hub, client)
  hub.advance(100)
  const { accessToken } = granted(await refresh(hub, client, refreshToken))
  hub.advance(5)
  const repeated = granted(await refresh(hub, client, refreshToken))
  expect(repeated.accessToken).toBe(accessToken)
  const { iat, exp } = (await introspect(accessToken)).body as { iat: number; exp: number }
  expect(exp - iat).toBe(3600)
})

test('INTRO-04: an app token is its own client’s to ask about, and has nobody’s sub', async () => {
  const { access_token: token = '' } = await requestToken(hub, other, { grant_type: 'client_credentials' })
  const { body } = await introspect(token, other)
  expect(body).toMatchObject({ active: true, client_id: other.clientId })
  expect(body).not.toHaveProperty('sub')
  expect(await introspect(token)).toMatchObject(inactive)
})

test('OPS-10: who asks about the token of another client is told of, as a client and not as a person', async () => {
  const { accessToken } = await obtainTokens(hub, client)
  hub.advance(1)
  expect(await introspect(accessToken, other)).toMatchObject(inactive)
  const storage = await hub.storage()
  await expect
    .poll(async () => (await storage.listEvents({ after: null, limit: 1 })).rows[0], { timeout: 5000 })
    .toMatchObject({
      type: 'token.introspection_refused',
      reason: 'token_of_another_client',
      actor: `client:${other.clientId}`,
    })
})

test(
  'INTRO-07: who keeps guessing has to wait, and still gets answers about its own tokens',
  { timeout: 60_000 },
  async () => {
    const { accessToken, refreshToken } = await obtainTokens(hub, client)
    hub.advance(TOKEN_GUESS_WINDOW_SECONDS)
    const rounds = Array.from({ length: 20 }, (_, round) => round)
    let refused = 0
    for (const round of rounds) {
      const guesses = Array.from({ length: 60 }, (_, at) => introspect(`at_${round}_${at}`))
      for (const { status } of await Promise.all(guesses)) refused += status === 429 ? 1 : 0
    }
    expect(refused).toBe(20 * 60 - TOKEN_GUESSES)
    const late = await introspect('at_late')
    expect(late).toMatchObject({ status: 429, body: { error: 'temporarily_unavailable' } })
    expect(Number(late.headers.get('Retry-After'))).toBeLessThanOrEqual(TOKEN_GUESS_WINDOW_SECONDS)
    expect(await introspect(refreshToken), 'a refresh token is a guess like any other').toMatchObject({ status: 429 })
    expect((await introspect(accessToken)).body).toMatchObject({ active: true })
    await askAbout(hub, 'revoke', client, accessToken)
    expect(await introspect(accessToken), 'its own, revoked').toMatchObject(inactive)
    expect(await introspect('at_other', other), 'another client').toMatchObject(inactive)
    hub.advance(TOKEN_GUESS_WINDOW_SECONDS)
    expect(await introspect('at_later')).toMatchObject(inactive)
  },
)
