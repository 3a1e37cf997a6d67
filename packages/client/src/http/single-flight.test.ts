import { expect, test } from 'vitest'
import { singleFlight } from './single-flight.ts'

test('callers share what is under way, whether it succeeds or fails, and the next one starts anew', async () => {
  const flights = singleFlight<number>()
  let runs = 0
  const work = async (): Promise<number> => {
    runs += 1
    if (runs === 1) throw new Error('first')
    return runs
  }
  const both = [flights.run('a', work), flights.run('a', work)]
  const refusal = { status: 'rejected', reason: new Error('first') }
  expect(await Promise.allSettled(both)).toEqual([refusal, refusal])
  expect(await flights.run('a', work)).toBe(2)
})

test('a caller who asks again as soon as it has failed starts anew', async () => {
  const flights = singleFlight<string>()
  const again = flights.run('a', () => Promise.reject(new Error('no'))).catch(() => flights.run('a', async () => 'yes'))
  expect(await again).toBe('yes')
})

test('a failure that nobody waits for any more harms nobody', async () => {
  const flights = singleFlight<string>()
  void flights.run('a', () => Promise.reject(new Error('nobody hears this')))
  await flights.settled()
  expect(await flights.run('a', () => Promise.resolve('still works'))).toBe('still works')
})
