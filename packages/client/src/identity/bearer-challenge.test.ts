import { expect, test } from 'vitest'
import { bearerChallenge } from './bearer-challenge.ts'

test.each<[string, string | null, Record<string, string>]>([
  ['nothing', null, {}],
  ['another scheme', 'Basic realm="acme"', {}],
  ['no parameters', 'Bearer', {}],
  ['a realm', 'Bearer realm="acme"', { realm: 'acme' }],
  ['an error', 'Bearer realm="acme", error="invalid_token"', { realm: 'acme', error: 'invalid_token' }],
  ['no blanks and other letters', 'bearer realm=acme,ERROR=invalid_token', { realm: 'acme', error: 'invalid_token' }],
  [
    'a comma and a quote inside',
    'Bearer error_description="so, \\"no\\"", error=x',
    { error_description: 'so, "no"', error: 'x' },
  ],
  ['a second place', 'Basic realm="a", Bearer error="x"', { error: 'x' }],
  ['a follower', 'Bearer error="x", Basic realm="b"', { error: 'x' }],
])('reads a challenge with %s', (_, header, parameters) => {
  expect(Object.fromEntries(bearerChallenge(header))).toEqual(parameters)
})
