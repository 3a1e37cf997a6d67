import { expect, test } from 'vitest'
import { retryAfterSeconds } from './retry-after.ts'

const now = Date.parse('Tue, 01 Jan 2030 00:00:00 GMT')

test.each([
  [undefined, undefined],
  ['2', 2],
  [' 0 ', 0],
  ['Tue, 01 Jan 2030 00:00:30 GMT', 30],
  ['Mon, 31 Dec 2029 00:00:00 GMT', 0],
  ['soon', undefined],
  ['-5x', undefined],
])('%j means %j seconds', (value, seconds) => {
  expect(retryAfterSeconds(new Headers(value === undefined ? {} : { 'Retry-After': value }), now)).toBe(seconds)
})
