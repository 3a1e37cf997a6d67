import { expect, test } from 'vitest'
import { formatAgo, formatInstant } from './format-instant.ts'

test('an instant is written in a way that nobody takes for another day', () => {
  const at = Date.UTC(2026, 10, 3, 14, 5)
  expect(formatInstant('en', at)).toBe('3 Nov 2026, 14:05 UTC')
  expect(formatInstant('nl', at)).toBe('3 nov 2026, 14:05 UTC')
})

test.each([
  [-5, null],
  [59, null],
  [60, '1 minute ago'],
  [3_599, '59 minutes ago'],
  [7_200, '2 hours ago'],
  [86_399, '23 hours ago'],
  [40 * 86_400, '40 days ago'],
])('%i seconds are %s', (seconds, words) => {
  expect(formatAgo('en', seconds)).toBe(words)
})

test('Dutch has its own words', () => {
  expect(formatAgo('nl', 300)).toBe('5 minuten geleden')
})
