import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { fakeHub } from '../testing/fake-hub.ts'
import { clientOf, stoppedClock } from '../testing/signed-in.ts'

test('the address carries the request of RFC 6749 §4.1.1 with an S256 challenge, and nothing else', async () => {
  const hub = await fakeHub()
  const { url, pending } = await clientOf(hub).startAuthorization()
  const { origin, pathname, searchParams } = new URL(url)
  expect(origin + pathname).toBe(hub.metadata['authorization_endpoint'])
  expect(Object.fromEntries(searchParams)).toEqual({
    response_type: 'code',
    client_id: 'timeline-app',
    redirect_uri: 'https://app.example/callback',
    state: pending.state,
    code_challenge: hash('sha256', pending.codeVerifier, 'base64url'),
    code_challenge_method: 'S256',
  })
})

test('every option reaches the hub under its own name', async () => {
  const hub = await fakeHub()
  const { url } = await clientOf(hub, { scope: 'profile' }).startAuthorization({
    scope: 'profile email',
    prompt: 'login consent',
    maxAgeSeconds: 0,
    loginHint: 'ada+x@example.org',
    uiLocales: 'nl en',
  })
  const { searchParams } = new URL(url)
  for (const [name, value] of Object.entries({
    scope: 'profile email',
    prompt: 'login consent',
    max_age: '0',
    login_hint: 'ada+x@example.org',
    ui_locales: 'nl en',
  })) {
    expect(searchParams.getAll(name)).toEqual([value])
  }
})

test('the client’s scope is asked for by default', async () => {
  const hub = await fakeHub()
  const { url, pending } = await clientOf(hub, { scope: 'profile' }).startAuthorization()
  expect(new URL(url).searchParams.get('scope')).toBe('profile')
  expect(pending.scope).toBe('profile')
})

test('what is pending is plain JSON and holds where to go on', async () => {
  const clock = stoppedClock()
  const hub = await fakeHub()
  const { pending } = await clientOf(hub, { clock }).startAuthorization({ returnTo: '/timeline' })
  expect(JSON.parse(JSON.stringify(pending))).toEqual(pending)
  expect(pending).toEqual({
    state: expect.stringMatching(/^[\w-]{43}$/),
    codeVerifier: expect.stringMatching(/^[\w-]{43}$/),
    redirectUri: 'https://app.example/callback',
    issuer: hub.issuer,
    returnTo: '/timeline',
    createdAt: clock(),
  })
})

test('no two authorizations share a state or a verifier', async () => {
  const client = clientOf(await fakeHub())
  const all = await Promise.all(Array.from({ length: 50 }, () => client.startAuthorization()))
  expect(new Set(all.flatMap(({ pending }) => [pending.state, pending.codeVerifier])).size).toBe(100)
})

test('a query that the endpoint has already stays', async () => {
  const hub = await fakeHub()
  hub.metadata['authorization_endpoint'] = `${hub.issuer}/oauth2/v1/auth?theme=dark`
  const { url } = await clientOf(hub).startAuthorization()
  expect(new URL(url).searchParams.get('theme')).toBe('dark')
})
