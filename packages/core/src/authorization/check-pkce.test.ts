import { expect, test } from 'vitest'
import { verifierMatches } from './check-pkce.ts'

// RFC 7636 appendix B.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

test('accepts the verifier behind the challenge', () => {
  expect(verifierMatches(challenge, verifier)).toBe(true)
})

test.each([
  ['PKCE-07: another one', `${verifier.slice(0, -1)}l`],
  ['PKCE-08: none', undefined],
  ['PKCE-08: an empty one', ''],
  ['PKCE-10: the challenge itself', challenge],
  ['PKCE-06: one of 42 characters', verifier.slice(1)],
  ['PKCE-06: one of 129 characters', 'a'.repeat(129)],
  ['PKCE-06: one with a space', `${verifier} `],
])('refuses %s', (_case, presented) => {
  expect(verifierMatches(challenge, presented)).toBe(false)
})

test('PKCE-09: a verifier for a code without challenge is refused, and none is right', () => {
  expect(verifierMatches(null, verifier)).toBe(false)
  expect(verifierMatches(null, undefined)).toBe(true)
})
