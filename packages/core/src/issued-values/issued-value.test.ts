import { describe, expect, test } from 'vitest'
import { instantOf, newId, randomBytes } from './id.ts'
import { hashesEqual, issueValue, parseIssuedValue } from './issued-value.ts'

const now = 1_790_000_000_000

describe('an id', () => {
  test('sorts by time as text', () => {
    const ids = [0, 1, 31, 32, 1023, 1024, now, now + 1, 2 ** 47].map((at) => newId(at, randomBytes))
    expect(ids.toSorted()).toEqual(ids)
  })

  test('tells the instant that it was made at', () => {
    for (const at of [0, 31, 32, now, now + 1, 2 ** 48 - 1]) expect(instantOf(newId(at, randomBytes))).toBe(at)
  })

  test('CODE-08: 100,000 of one millisecond differ, in every bit alike', () => {
    const ids = new Set(Array.from({ length: 100_000 }, () => newId(now, randomBytes)))
    expect(ids.size).toBe(100_000)
    // Each of the 16 random characters takes each of 32 values 3,125 times on average; nine standard deviations are 500.
    for (let place = 10; place < 26; place += 1) {
      const counts = new Map<string, number>()
      for (const id of ids) counts.set(id.charAt(place), (counts.get(id.charAt(place)) ?? 0) + 1)
      expect(counts.size).toBe(32)
      for (const count of counts.values()) expect(Math.abs(count - 3125)).toBeLessThan(500)
    }
  })
})

describe('an issued value', () => {
  const { value, id, hash } = issueValue('rt', now, randomBytes)

  test('CODE-15: has its kind in front, a fixed length and only unreserved characters', () => {
    expect(value).toMatch(/^rt_[0-9a-z]{26}_[A-Za-z0-9_-]{43}$/)
    expect(issueValue('code', now, randomBytes).value).toHaveLength(75)
  })

  test('is found again by its id and hash', () => {
    expect(parseIssuedValue('rt', value)).toEqual({ id, hash })
  })

  test('CODE-12: is never taken for another kind', () => {
    expect(parseIssuedValue('at', value)).toBeNull()
    expect(parseIssuedValue('at', value.replace('rt_', 'at_'))?.hash).not.toBe(hash)
  })

  test.each([
    ['cut', value.slice(0, -1)],
    ['padded', `${value}=`],
    ['wrapped in space', ` ${value}`],
    ['followed by a line break', `${value}\n`],
    ['in capitals', value.toUpperCase()],
  ])('CODE-13: is not recognised when %s', (_case, changed) => {
    expect(parseIssuedValue('rt', changed)).toBeNull()
  })

  test('CODE-13: has another hash when the unused bits of its last character change', () => {
    const last = value.slice(-1)
    const other = last === 'A' ? 'B' : 'A'
    expect(parseIssuedValue('rt', value.slice(0, -1) + other)?.hash).not.toBe(hash)
  })
})

test('hashes are equal only when all of them is', () => {
  const { hash } = issueValue('at', now, randomBytes)
  expect(hashesEqual(hash, hash)).toBe(true)
  expect(hashesEqual(hash, hash.slice(1))).toBe(false)
  expect(hashesEqual('', '')).toBe(false)
})
