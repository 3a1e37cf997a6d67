import { expect, test } from 'vitest'
import { monotonicClock } from './monotonic-clock.ts'

test('OPS-05: a system clock that is set back neither takes ours back nor stops it', () => {
  let wall = 10_000
  let elapsed = 0
  const clock = monotonicClock(
    () => wall,
    () => elapsed,
  )
  const pass = (milliseconds: number) => {
    wall += milliseconds
    elapsed += milliseconds
  }
  expect(clock()).toBe(10_000)
  pass(100)
  expect(clock()).toBe(10_100)
  wall -= 1000
  expect(clock()).toBe(10_100)
  pass(1000)
  expect(clock()).toBe(10_600)
  // Caught up: both say the same again.
  pass(1000)
  expect(clock()).toBe(11_100)
  pass(500)
  expect(clock()).toBe(wall)
})
