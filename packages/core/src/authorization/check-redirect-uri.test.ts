import { expect, test } from 'vitest'
import { testClient } from '../test-data/client.ts'
import { checkRedirectUri } from './check-redirect-uri.ts'

const away = { serverOriginIsLoopbackHttp: false }
const home = { serverOriginIsLoopbackHttp: true }
const native = {
  ...testClient,
  type: 'native' as const,
  redirectUris: ['http://127.0.0.1/cb?a=1', 'http://[::1]:5000/cb', 'com.example.app:/cb'],
}

test.each(['', ':1024', ':51004', ':65535'])(
  'REDIR-03: a native client may use the loopback address with port "%s"',
  (port) => {
    expect(checkRedirectUri(native, `http://127.0.0.1${port}/cb?a=1`, away)).toBe(true)
    expect(checkRedirectUri(native, `http://[::1]${port}/cb`, away)).toBe(true)
  },
)

test.each([
  'http://127.0.0.1:5000/other?a=1',
  'http://127.0.0.1:5000/cb',
  'http://127.0.0.1:5000/cb?a=1&b=2',
  'http://127.0.0.1:65536/cb?a=1',
  'http://127.0.0.1:0/cb?a=1',
  'http://127.0.0.1:05000/cb?a=1',
  'http://127.0.0.1:/cb?a=1',
  'http://127.0.0.1:5000@evil.example/cb?a=1',
  'http://127.0.0.1.evil.example/cb?a=1',
  'http://127.0.0.1:5000.evil.example/cb?a=1',
  'http://localhost:5000/cb?a=1',
  'http://127.1:5000/cb?a=1',
  'http://[0:0:0:0:0:0:0:1]:5000/cb',
  'https://127.0.0.1:5000/cb?a=1',
  'HTTP://127.0.0.1:5000/cb?a=1',
  'com.example.app:/cb/',
])('REDIR-03: nothing else of a loopback URI varies: %s', (uri) => {
  expect(checkRedirectUri(native, uri, home)).toBe(false)
})

test('NAT-01: the port of a web client varies never', () => {
  const web = { ...testClient, redirectUris: ['http://127.0.0.1:3000/cb'] }
  expect(checkRedirectUri(web, 'http://127.0.0.1:3000/cb', home)).toBe(true)
  expect(checkRedirectUri(web, 'http://127.0.0.1:3001/cb', home)).toBe(false)
})

test('REDIR-04: an http URI that was registered at home is refused once the hub is public', () => {
  const web = { ...testClient, redirectUris: ['http://localhost:3000/cb'] }
  expect(checkRedirectUri(web, 'http://localhost:3000/cb', home)).toBe(true)
  expect(checkRedirectUri(web, 'http://localhost:3000/cb', away)).toBe(false)
})
