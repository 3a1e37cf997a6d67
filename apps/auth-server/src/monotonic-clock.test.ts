import { expect, test } from 'vitest'
import { monotonicClock } from './monotonic-clock.ts'

test('OPS-05: a system clock that is set back stands still here until it has caught up', () => {
  const readings = [1000, 400, 999, 1001]
  const clock = monotonicClock(() => readings.shift() ?? 0)
  expect([clock(), clock(), clock(), clock()]).toEqual([1000, 1000, 1000, 1001])
})
