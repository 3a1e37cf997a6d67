import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { endOfPrefix, normaliseIdentifier } from './identifier.ts'

const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

test('what begins with a prefix, and nothing else, stands between it and its end, byte by byte', () => {
  const text = string({ unit: 'binary', maxLength: 4 })
  const edge = constantFrom('a', '\u007F', '\u07FF', '\uD7FF', '\uE000', '\uFFFF', '\u{10000}', '\u{10FFFF}')
  const edges = array(edge, { maxLength: 3 }).map((points) => points.join(''))
  const any = oneof(text, edges)
  assert(
    property(any, any, any, (prefix, rest, other) => {
      const end = endOfPrefix(prefix)
      const isWithin = (value: string) => compare(value, prefix) >= 0 && (end === null || compare(value, end) < 0)
      expect(isWithin(prefix + rest)).toBe(true)
      expect(isWithin(other)).toBe(other.startsWith(prefix))
    }),
  )
})

test.each([
  ['a', 'b'],
  ['\uD7FF', '\uE000'],
  ['a\u{10FFFF}', 'b'],
  ['\u{10FFFF}', null],
  ['', null],
])('behind all that begin with %j comes %j', (prefix, end) => {
  expect(endOfPrefix(prefix)).toBe(end)
})

test.each([
  ['  Ada ', 'ada'],
  ['ＡＤＡ', 'ada'],
  ['İ', 'i\u0307'],
])('%j is compared as %j', (identifier, normalised) => {
  expect(normaliseIdentifier(identifier)).toBe(normalised)
})
