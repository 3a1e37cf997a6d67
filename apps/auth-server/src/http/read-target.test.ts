import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { readTarget } from './read-target.ts'

// Only the target is looked at.
const requestOf = (url: string) => ({ url }) as IncomingMessage

test.each([
  ['/acme/oauth2/v1/auth?x=1', '/acme/oauth2/v1/auth?x=1'],
  ['http://hub.example/acme/oauth2/v1/auth?x=1', '/acme/oauth2/v1/auth?x=1'],
  ['HTTPS://hub.example', '/'],
])('%s asks for %s', (url, path) => {
  const request = requestOf(url)
  expect(readTarget(request)).toBe(true)
  expect(request.url).toBe(path)
})

test.each([
  'http://[::1/',
  'http://?a',
  'http://',
  'http://a:b:99999/',
  'x://?q',
  '*',
  '',
  'acme',
  'javascript:alert(1)',
])('%s asks for nothing', (url) => {
  const request = requestOf(url)
  expect(readTarget(request)).toBe(false)
  expect(request.url).toBe('/')
})
