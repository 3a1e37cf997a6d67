import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'

test.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [60, '1 minute'],
  [90, '90 seconds'],
  [3_600, '1 hour'],
  [86_400, '1 day'],
  [30 * 86_400, '30 days'],
  [90_000, '25 hours'],
])('%i seconds are written %s, and read again', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
  expect(parseDuration(text)).toBe(seconds)
})

test.each([
  ['90', 90],
  [' 90s ', 90],
  ['10 min', 600],
  ['10m', 600],
  ['1 H', 3_600],
  ['30 d', 2_592_000],
])('%j is read as %i seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds)
})

test.each(['', '-1', '1.5 hours', '1 week', 'an hour', '1 h 30 m', '1e9', '9999999999'])(
  '%j is no span of time',
  (text) => {
    expect(parseDuration(text)).toBeUndefined()
  },
)
