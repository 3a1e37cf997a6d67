import { randomBytes } from '@identity-hub/core'
import { expect, test } from 'vitest'
import { requestIds } from './request-ids.ts'

test('ten thousand requests of one millisecond have ten thousand names', () => {
  const nextId = requestIds(randomBytes)
  const ids = Array.from({ length: 10_000 }, () => nextId(1_790_000_000_000))
  expect(new Set(ids).size).toBe(10_000)
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
})

test('a name is made of random bytes alone, each of which is used once', () => {
  let asked = 0
  const nextId = requestIds((size) => {
    asked += size
    return randomBytes(size)
  })
  for (let count = 0; count < 1000; count += 1) nextId(0)
  expect(asked).toBeGreaterThanOrEqual(10_000)
})
