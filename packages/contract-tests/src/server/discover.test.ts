import { expect, test } from 'vitest'
import { readDocument } from '../document/read-document.ts'
import { send } from '../http/send.ts'
import { startTestServer } from '../http/test-server.ts'
import { discoverPlaces } from './discover.ts'

const document = readDocument()
const clients = {
  public: { clientId: 'app', name: 'App', redirectUris: ['https://app.example/cb'], scope: 'a' },
} as const
const user = { username: 'ada', password: 'secret' }

/** Metadata at one path, 404 elsewhere. */
const startServer = (path: string, more: (origin: string) => object = () => ({})) =>
  startTestServer(({ url, headers }, response) => {
    const origin = `http://${headers.host}`
    if (url !== path) return void response.writeHead(404).end()
    const endpoints = { authorization_endpoint: `${origin}/login`, token_endpoint: `${origin}/t` }
    response.end(JSON.stringify({ issuer: origin, ...endpoints, ...more(origin) }))
  })

test('finds the metadata of RFC 8414 before the path of the issuer, and that of OpenID Connect behind it', async () => {
  for (const path of ['/.well-known/oauth-authorization-server/acme', '/acme/.well-known/openid-configuration']) {
    await using server = await startServer(path)
    const places = await discoverPlaces({ issuer: `${server.origin}/acme`, clients, user }, document, send)
    expect(places.url('authorize')).toBe(`${server.origin}/login`)
    expect(places.url('issueToken')).toBe(`${server.origin}/t`)
    expect(places.url('getAuthorizationServerMetadata')).toBe(`${server.origin}${path}`)
  }
})

test('what the metadata does not name does not apply', async () => {
  await using server = await startServer('/.well-known/oauth-authorization-server')
  const places = await discoverPlaces({ issuer: server.origin, clients, user }, document, send)
  expect(places.serves('introspectToken')).toBe(false)
  expect(() => places.url('introspectToken')).toThrow('the server names no `introspection_endpoint`')
  expect(() => places.url('getIdentity')).toThrow('no `protectedResource` in the configuration')
  expect(() => places.url('authorize', 'http://other.example')).toThrow('nothing is known of the paths')
})

const userinfo = (origin: string) => ({ userinfo_endpoint: `${origin}/me` })

test('an access token opens the protected resource, or the userinfo endpoint', async () => {
  await using server = await startServer('/.well-known/oauth-authorization-server', userinfo)
  const configuration = { issuer: server.origin, clients, user }
  expect((await discoverPlaces(configuration, document, send)).url('getIdentity')).toBe(`${server.origin}/me`)
  const other = { ...configuration, protectedResource: `${server.origin}/api` }
  expect((await discoverPlaces(other, document, send)).url('getIdentity')).toBe(`${server.origin}/api`)
})

test('configured endpoints win over metadata, and requests to them are those of the document', async () => {
  await using server = await startServer('/.well-known/oauth-authorization-server')
  const endpoints = { authorization_endpoint: `${server.origin}/a`, token_endpoint: `${server.origin}/b?x=1` }
  const places = await discoverPlaces({ issuer: server.origin, clients, user, endpoints }, document, send)
  expect(places.url('issueToken')).toBe(`${server.origin}/b?x=1`)
  expect(places.documentPath(new URL(`${server.origin}/b?x=1&y=2`))).toBe('/tenant/oauth2/v1/token')
  expect(places.documentPath(new URL(`${server.origin}/elsewhere`))).toBe('/not-in-the-document')
})
