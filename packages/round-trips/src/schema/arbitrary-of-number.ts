import * as fc from 'fast-check'
import type { JsonObject } from '../document/json.ts'

/** Numbers within the bounds; JSON has neither `Infinity` nor a zero below zero. */
export function arbitraryOfNumber(schema: JsonObject, type: 'integer' | 'number'): fc.Arbitrary<number> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema
  const is32 = format === 'int32'
  const least = Number(minimum ?? exclusiveMinimum ?? (is32 ? -(2 ** 31) : Number.MIN_SAFE_INTEGER))
  const most = Number(maximum ?? exclusiveMaximum ?? (is32 ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER))
  if (typeof multipleOf === 'number') {
    const range = { min: Math.ceil(least / multipleOf), max: Math.floor(most / multipleOf) }
    return fc
      .integer({ min: Math.max(range.min, -1_000_000), max: Math.min(range.max, 1_000_000) })
      .map((n) => n * multipleOf)
  }
  const whole = fc.maxSafeInteger().map((n) => n % 1_000)
  const near = fc
    .oneof(whole, fc.constantFrom(least, most))
    .map((n) => Math.round(Math.min(Math.max(n, least), most)))
    .filter((n) => n !== exclusiveMinimum && n !== exclusiveMaximum)
  const integers = fc.oneof(
    near,
    fc.integer({ min: Math.max(Math.ceil(least), -(2 ** 53)), max: Math.min(Math.floor(most), 2 ** 53 - 1) }),
  )
  const numbers =
    type === 'integer'
      ? integers
      : fc.oneof(integers, fc.double({ min: least, max: most, noNaN: true, noDefaultInfinity: true }))
  return numbers.map((n) => (n === 0 ? 0 : n))
}
