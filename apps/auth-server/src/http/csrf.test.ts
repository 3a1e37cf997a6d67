import { randomBytes } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { CsrfTokens } from './csrf.ts'

const key = (id: string) => ({ id, key: randomBytes(32) })
const old = key('old')
const current = key('current')
const binding = { tenantId: 't', browserValue: 'b', form: 'sign-in', subject: 'i' }
const csrf = new CsrfTokens({ current, all: [current, old] })

test('a token is good for the form that it was made for', () => {
  expect(csrf.check(binding, csrf.issue(binding))).toBe(true)
})

test.each([
  ['another tenant', { tenantId: 'u' }],
  ['another browser', { browserValue: 'c' }],
  ['another form', { form: 'consent' }],
  ['another interaction', { subject: 'j' }],
])('LOGIN-01: it is worth nothing for %s', (_case, change) => {
  expect(csrf.check({ ...binding, ...change }, csrf.issue(binding))).toBe(false)
})

test.each([undefined, '', 'x', 'A'.repeat(43)])('nothing else is a token: %s', (presented) => {
  expect(csrf.check(binding, presented)).toBe(false)
})

test('pages that were shown under the key before still work', () => {
  const before = new CsrfTokens({ current: old, all: [old] })
  expect(csrf.check(binding, before.issue(binding))).toBe(true)
  expect(before.check(binding, csrf.issue(binding))).toBe(false)
})
