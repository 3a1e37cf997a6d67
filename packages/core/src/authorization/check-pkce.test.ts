import { timingSafeEqual } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { verifierMatches } from './check-pkce.ts'

// The real one, which remembers what it was asked.
vi.mock('node:crypto', { spy: true })

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

// A stopwatch would not show it: hashing the verifier takes far longer than comparing what comes of it.
test('PKCE-14: wherever a verifier goes wrong, the whole of its hash is compared in constant time', () => {
  const compared = vi.mocked(timingSafeEqual)
  for (const [presented, matches] of [
    [verifier, true],
    [`x${verifier.slice(1)}`, false],
    [`${verifier.slice(0, -1)}l`, false],
  ] as const) {
    compared.mockClear()
    expect(verifierMatches(challenge, presented)).toBe(matches)
    expect(compared.mock.calls.map((sides) => sides.map(({ byteLength }) => byteLength))).toEqual([[43, 43]])
  }
})
