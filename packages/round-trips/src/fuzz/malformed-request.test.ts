import { expect, test } from 'vitest'
import { createRandom } from '../random.ts'
import { malformedRequest } from './malformed-request.ts'
import { type RequestParts, isFramed, written } from './request-parts.ts'

const good: RequestParts = {
  method: 'POST',
  target: '/books/7?a=b',
  version: 'HTTP/1.1',
  headers: [
    ['Host', 'localhost'],
    ['Content-Type', 'application/json'],
  ],
  body: '{"title":"A"}',
  framing: 'length',
}
const makeUp = (seed: number, count: number): RequestParts[] => {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => malformedRequest(random, [good]))
}

test('the same seed makes the same requests, another one others', () => {
  expect(makeUp(1, 200)).toEqual(makeUp(1, 200))
  expect(makeUp(1, 200)).not.toEqual(makeUp(2, 200))
})

test('a good request is written as HTTP has it', () => {
  expect(written(good)).toBe(
    'POST /books/7?a=b HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{"title":"A"}',
  )
  expect(written({ ...good, framing: 'chunked' })).toMatch(/\r\n\r\nd\r\n{"title":"A"}\r\n0\r\n\r\n$/)
})

test('among 2,000 requests each part of one is broken, and most can be followed by another one', () => {
  const made = makeUp(3, 2_000)
  const parts = ['method', 'target', 'version', 'headers', 'body', 'framing'] as const
  const broken = parts.filter((part) => made.filter((request) => request[part] !== good[part]).length > 50)
  expect(broken).toEqual(parts)
  expect(made.filter(isFramed).length).toBeGreaterThan(1_500)
})
