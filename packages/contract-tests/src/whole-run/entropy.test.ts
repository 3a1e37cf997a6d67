import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { entropyBits } from './entropy.ts'

test('tells random values from numbered ones', () => {
  const random = Array.from({ length: 200 }, () => `code_${randomBytes(32).toString('base64url')}`)
  const numbered = Array.from({ length: 200 }, (_, index) => `code_${String(index).padStart(43, '0')}`)
  expect(entropyBits(random)).toBeGreaterThan(200)
  expect(entropyBits(numbered)).toBeLessThan(12)
  expect(entropyBits([])).toBe(0)
})
