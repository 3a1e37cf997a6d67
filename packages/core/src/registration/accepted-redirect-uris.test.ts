import { array, assert, constantFrom, oneof, property, webUrl } from 'fast-check'
import { expect, test } from 'vitest'
import { checkRedirectUriRegistration } from './check-redirect-uri-registration.ts'

// The pieces of which tricky URIs are made.
const piece = oneof(
  constantFrom('https:', 'http:', 'com.example.app:', 'javascript:', '/', '//', '\\', '..', '%2e', '@'),
  constantFrom('app.example', '127.0.0.1', '[::1]', ':443', ':8000', 'É', '*', '%', ' ', '\t', '[', ']'),
  constantFrom('?', '&', ';', '=', '+', '#', 'a', 'code', 'c%6fde', '%5B'),
)
const text = oneof(
  array(piece, { maxLength: 10 }).map((pieces) => pieces.join('')),
  array(piece, { maxLength: 8 }).map((pieces) => `https://app.example/${pieces.join('')}`),
  webUrl({ withQueryParameters: true, withFragments: true }),
)
const context = constantFrom(
  { clientType: 'confidential', serverOriginIsLoopbackHttp: false } as const,
  { clientType: 'native', serverOriginIsLoopbackHttp: false } as const,
  { clientType: 'native', serverOriginIsLoopbackHttp: true } as const,
)

test('whatever may be registered is what a browser goes to, and carries one code once the code is there', () => {
  let accepted = 0
  assert(
    property(text, context, (uri, who) => {
      if (!checkRedirectUriRegistration(uri, who).ok) return true
      accepted += 1
      const url = new URL(uri)
      const response = new URL(`${uri}${uri.includes('?') ? '&' : '?'}code=right`)
      return (
        (url.href === uri || url.href === `${uri}/`) &&
        url.hash + url.username + url.password === '' &&
        /^[\x21-\x7e]+$/.test(uri) &&
        response.searchParams.getAll('code').join() === 'right'
      )
    }),
    { numRuns: 5_000 },
  )
  expect(accepted).toBeGreaterThan(50)
})
