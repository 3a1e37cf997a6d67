import type { EventCount } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { countByInterval, intervalsBetween } from './count-by-interval.ts'

const HOUR = 3_600_000
const midnight = Date.parse('2026-11-22T00:00:00Z')
const at = (hour: number, type: EventCount['type'], outcome: EventCount['outcome'], count: number): EventCount => ({
  hour: midnight + hour * HOUR,
  type,
  outcome,
  count,
})
const nothing = { signIns: 0, signInsRefused: 0, tokens: 0, refusals: 0 }

test('every hour has a row, also one without events', () => {
  const counts = [at(1, 'account.signed_in', 'success', 3), at(3, 'token.issued', 'success', 2)]
  const rows = countByInterval(counts, { since: midnight + HOUR + 1, until: midnight + 4 * HOUR, interval: 'hour' })
  expect(rows).toEqual([
    { ...nothing, at: midnight + HOUR, signIns: 3 },
    { ...nothing, at: midnight + 2 * HOUR },
    { ...nothing, at: midnight + 3 * HOUR, tokens: 2 },
  ])
})

test('a day begins at midnight UTC and has all of its hours', () => {
  const counts = [
    at(0, 'token.issued', 'success', 1),
    at(23, 'token.refreshed', 'success', 10),
    at(24, 'token.refreshed', 'success', 100),
  ]
  const rows = countByInterval(counts, { since: midnight + 5, until: midnight + 24 * HOUR + 1, interval: 'day' })
  expect(rows).toEqual([
    { ...nothing, at: midnight, tokens: 11 },
    { ...nothing, at: midnight + 24 * HOUR, tokens: 100 },
  ])
})

test('refused sign-ins stand apart from everything else that was refused, and what only changed is not counted', () => {
  const counts = [
    at(0, 'account.sign_in_refused', 'refused', 1),
    at(0, 'token.refused', 'refused', 2),
    at(0, 'authorization.refused', 'refused', 4),
    at(0, 'management.refused', 'refused', 8),
    at(0, 'account.blocked', 'success', 16),
  ]
  expect(countByInterval(counts, { since: midnight, until: midnight + 1, interval: 'hour' })).toEqual([
    { ...nothing, at: midnight, signInsRefused: 1, refusals: 14 },
  ])
})

test('an interval that has only begun counts as one', () => {
  expect(intervalsBetween(midnight + 1, midnight + HOUR, 'hour')).toBe(1)
  expect(intervalsBetween(midnight + 1, midnight + HOUR + 1, 'hour')).toBe(2)
})
