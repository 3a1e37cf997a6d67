import { expect, test } from 'vitest'
import { userAgentOf } from './user-agent.ts'

test.each([
  [undefined, null],
  ['', null],
  ['  ', null],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla/5.0 (X11; Linux x86_64)'],
  ['a\tb\u001b[31mc\u0085d\u00ff', 'a?b?[31mc?d?'],
])('of the field %j it keeps %j', (sent, kept) => {
  expect(userAgentOf({ headers: sent === undefined ? {} : { 'user-agent': sent } })).toBe(kept)
})

test('keeps 400 characters of a longer one', () => {
  expect(userAgentOf({ headers: { 'user-agent': 'x'.repeat(5000) } })).toHaveLength(400)
})
