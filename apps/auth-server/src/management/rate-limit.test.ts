import { expect, test } from 'vitest'
import { RequestRates } from './rate-limit.ts'

test('a principal asks 600 times in ten seconds, whatever others do', () => {
  const rates = new RequestRates()
  for (let sent = 0; sent < 600; sent += 1) expect(rates.take('ada', 1_000)).toBe(null)
  expect(rates.take('ada', 1_000)).toBe(10)
  expect(rates.take('ada', 10_500)).toBe(1)
  expect(rates.take('grace', 10_500)).toBe(null)
  expect(rates.take('ada', 11_000)).toBe(null)
})

test('a clock that was set back keeps nobody waiting', () => {
  const rates = new RequestRates(1)
  expect(rates.take('ada', 1_000_000)).toBe(null)
  expect(rates.take('ada', 1_000_000)).toBe(10)
  expect(rates.take('ada', 500_000)).toBe(null)
})
