import { describe, expect, it } from 'vitest'
import { formatDuration } from './format-duration.ts'

describe('a duration in words', () => {
  it.each([
    [1, '1 second'],
    [45, '45 seconds'],
    [60, '1 minute'],
    [61, '61 seconds'],
    [119.2, '2 minutes'],
    [121, '3 minutes'],
    [3_600, '1 hour'],
    [5_400, '90 minutes'],
    [86_400, '1 day'],
    [180 * 86_400, '180 days'],
    [3_650 * 86_400, '3,650 days'],
  ])('of %d seconds is %s, rounded up', (seconds, text) => {
    expect(formatDuration('en', seconds)).toBe(text)
  })

  it.each([
    [1, '1 seconde'],
    [120, '2 minuten'],
    [7_200, '2 uur'],
    [3_650 * 86_400, '3.650 dagen'],
  ])('of %d seconds in Dutch is %s', (seconds, text) => {
    expect(formatDuration('nl', seconds)).toBe(text)
  })

  it.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY])('of %d seconds is at least one second', (seconds) => {
    expect(formatDuration('en', seconds)).toBe('1 second')
  })
})
