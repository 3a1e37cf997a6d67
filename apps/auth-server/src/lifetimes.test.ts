import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestHub, type TestHub } from './testing/start-test-hub.ts'
import { exchange, identityStatus, refresh, TestBrowser, type TestClient } from './testing/test-browser.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 24 * HOUR

let hub: TestHub
let client: TestClient

beforeAll(async () => {
  hub = await startTestHub()
  client = await hub.createClient({ firstParty: true })
})
afterAll(() => hub.close())

const obtainTokens = async () => exchange(hub, client, await new TestBrowser(hub).obtainCode(client.clientId))

describe('a code', () => {
  test('CODE-04: is good for 60 seconds', async () => {
    const browser = new TestBrowser(hub)
    const [first, second] = [await browser.obtainCode(client.clientId), await browser.obtainCode(client.clientId)]
    hub.advance(59)
    expect(await exchange(hub, client, first)).toMatchObject({ status: 200 })
    hub.advance(1)
    expect(await exchange(hub, client, second)).toMatchObject({ status: 400, error: 'invalid_grant' })
  })

  test('CODE-11: is recognised as replayed after it expired', async () => {
    const code = await new TestBrowser(hub).obtainCode(client.clientId)
    const tokens = await exchange(hub, client, code)
    hub.advance(30 * MINUTE)
    expect(await exchange(hub, client, code)).toMatchObject({ error: 'invalid_grant' })
    expect(await identityStatus(hub, tokens.access_token)).toBe(401)
  })

  test('OPS-05: is not revived by a clock that was set back', async () => {
    const code = await new TestBrowser(hub).obtainCode(client.clientId)
    await exchange(hub, client, code)
    hub.advance(-HOUR)
    expect(await exchange(hub, client, code)).toMatchObject({ error: 'invalid_grant' })
    hub.advance(HOUR)
  })
})

test('BEAR-05: an access token is good for an hour', async () => {
  const { access_token, expires_in } = await obtainTokens()
  expect(expires_in).toBe(HOUR)
  hub.advance(HOUR - 1)
  expect(await identityStatus(hub, access_token)).toBe(200)
  hub.advance(1)
  expect(await identityStatus(hub, access_token)).toBe(401)
})

describe('a refresh token', () => {
  test('RT-10: ends after 30 days without use', async () => {
    const first = await obtainTokens()
    hub.advance(30 * DAY - 1)
    const second = await refresh(hub, client, first.refresh_token)
    expect(second.status).toBe(200)
    hub.advance(30 * DAY)
    expect(await refresh(hub, client, second.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' })
  })

  test('RT-09: ends after 180 days however much it is used, and no access token outlives that', async () => {
    let tokens = await obtainTokens()
    for (let month = 0; month < 6; month += 1) {
      hub.advance(30 * DAY - 10 * MINUTE)
      tokens = await refresh(hub, client, tokens.refresh_token)
      expect(tokens.status).toBe(200)
    }
    expect(tokens.expires_in).toBe(HOUR)
    hub.advance(30 * MINUTE)
    tokens = await refresh(hub, client, tokens.refresh_token)
    expect(tokens.expires_in).toBe(30 * MINUTE)
    hub.advance(30 * MINUTE)
    expect(await refresh(hub, client, tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    expect(await identityStatus(hub, tokens.access_token)).toBe(401)
  })

  test('RT-05: gives the same answer again for 10 seconds, with the time that is left', async () => {
    const first = await obtainTokens()
    const second = await refresh(hub, client, first.refresh_token)
    hub.advance(9)
    expect(await refresh(hub, client, first.refresh_token)).toEqual({ ...second, expires_in: HOUR - 9 })
    hub.advance(1)
    expect(await refresh(hub, client, first.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    expect(await refresh(hub, client, second.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    expect(await identityStatus(hub, second.access_token)).toBe(401)
  })
})

test('RT-05: a retry that comes when its access token has ended says so, and its refresh token is good', async () => {
  const brief = await hub.createClient({ firstParty: true, lifetimes: { accessTokenSeconds: 5 } })
  const first = await exchange(hub, brief, await new TestBrowser(hub).obtainCode(brief.clientId))
  const second = await refresh(hub, brief, first.refresh_token)
  hub.advance(6)
  const again = await refresh(hub, brief, first.refresh_token)
  expect(again).toEqual({ ...second, expires_in: 0 })
  expect(await identityStatus(hub, again.access_token)).toBe(401)
  const third = await refresh(hub, brief, again.refresh_token)
  expect(third).toMatchObject({ status: 200, expires_in: 5 })
  expect(await identityStatus(hub, third.access_token)).toBe(200)
})

describe('a session', () => {
  test('SESS-03: ends after 12 hours without use', async () => {
    const browser = new TestBrowser(hub)
    await browser.obtainCode(client.clientId)
    hub.advance(11 * HOUR)
    expect(await browser.authorize(client.clientId)).toContain('code=')
    hub.advance(11 * HOUR)
    expect(await browser.authorize(client.clientId)).toContain('code=')
    hub.advance(12 * HOUR)
    expect(await browser.authorize(client.clientId)).toContain('/sign-in')
  })

  test('SESS-03: ends after seven days however much it is used', async () => {
    const browser = new TestBrowser(hub)
    await browser.obtainCode(client.clientId)
    for (let half = 0; half < 13; half += 1) {
      hub.advance(12 * HOUR - 1)
      expect(await browser.authorize(client.clientId)).toContain('code=')
    }
    hub.advance(12 * HOUR + 13)
    expect(await browser.authorize(client.clientId)).toContain('/sign-in')
  })

  test('OIDC-04: is too old for max_age after that many seconds', async () => {
    const browser = new TestBrowser(hub)
    await browser.obtainCode(client.clientId)
    hub.advance(9)
    expect(await browser.authorize(client.clientId, { max_age: '10' })).toContain('code=')
    hub.advance(1)
    expect(await browser.authorize(client.clientId, { max_age: '10' })).toContain('/sign-in')
    expect(await browser.authorize(client.clientId, { max_age: '10', prompt: 'none' })).toContain(
      'error=login_required',
    )
  })
})

test('LOGIN-13: an unfinished sign-in is a friendly 410 after an hour', async () => {
  const browser = new TestBrowser(hub)
  const page = await browser.authorize(client.clientId)
  hub.advance(HOUR - 1)
  expect((await browser.request(page)).status).toBe(200)
  hub.advance(1)
  const stale = await browser.request(page)
  expect(stale.status).toBe(410)
  expect(stale.headers.get('Location')).toBeNull()
})

describe('wrong passwords', () => {
  test('LOGIN-05: ten are evaluated in five minutes, then 429 says how long to wait', async () => {
    const browser = new TestBrowser(hub)
    const page = await browser.authorize(client.clientId)
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await browser.signIn(page, 'wrong')).status).toBe(400)
    hub.advance(100)
    const throttled = await browser.signIn(page)
    expect(throttled.status).toBe(429)
    expect(throttled.headers.get('Retry-After')).toBe('200')
    hub.advance(200)
    expect((await browser.signIn(page)).status).toBe(303)
  })

  test('LOGIN-07: an attacker who used them up does not keep the owner out of a known browser', async () => {
    const owner = new TestBrowser(hub)
    await owner.obtainCode(client.clientId)
    const attacker = new TestBrowser(hub)
    const page = await attacker.authorize(client.clientId)
    for (let attempt = 0; attempt < 11; attempt += 1) await attacker.signIn(page, 'wrong')
    expect((await attacker.signIn(page)).status).toBe(429)
    const again = await owner.authorize(client.clientId, { prompt: 'login' })
    expect((await owner.signIn(again)).status).toBe(303)
    hub.advance(5 * MINUTE)
  })
})
