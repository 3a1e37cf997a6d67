import * as fc from 'fast-check'
import type { JsonObject } from '../document/json.ts'

/** JSON can carry any text, and so can `text`; the other places cannot. */
export type TextPlace = 'json' | 'text' | 'form' | 'query' | 'path' | 'header' | 'cookie'

/** Texts that have broken some server. */
const HOSTILE = [
  '%',
  '%00',
  '+',
  '&=?#',
  'a/b',
  '..',
  ' ',
  '__proto__',
  'null',
  '𝕏💥',
  '\u2028',
  '"\\\'',
  '<b>',
  'é',
  ',;',
]

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/)
const dates = fc.date({
  min: new Date('1990-01-01T00:00:00Z'),
  max: new Date('2090-12-31T23:59:59Z'),
  noInvalidDate: true,
})

const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  date: dates.map((date) => date.toISOString().slice(0, 10)),
  'date-time': dates.map((date) => date.toISOString()),
  time: dates.map((date) => date.toISOString().slice(11)),
  email: fc.tuple(word, word).map(([user, host]) => `${user}@${host}.example`),
  uuid: fc.uuid(),
  uri: fc.tuple(word, word).map(([host, path]) => `https://${host}.example/${path}`),
  'uri-reference': word.map((path) => `/${path}?a=b`),
  'uri-template': word.map((name) => `https://${name}.example{/${name}}`),
  hostname: word.map((name) => `${name}.example`),
  ipv4: fc.ipV4(),
  ipv6: fc.ipV6().filter((address) => !address.includes('.')),
  byte: fc.base64String({ maxLength: 24 }),
  regex: fc.constantFrom('^a+$', '[0-9]'),
  duration: fc.integer({ min: 1, max: 99 }).map((days) => `P${days}D`),
}

const patterns = new Map<string, fc.Arbitrary<string>>()

/** Taking a pattern apart is slow, and some stand in a document a hundred times. */
function matching(pattern: string): fc.Arbitrary<string> {
  const made = patterns.get(pattern) ?? fc.stringMatching(regExpOf(pattern), { size: 'small' })
  patterns.set(pattern, made)
  return made
}

export function arbitraryOfText(schema: JsonObject, place: TextPlace): fc.Arbitrary<string> {
  const { pattern, format, minLength = 0, maxLength = Infinity } = schema
  const least = Number(minLength)
  const most = Number(maxLength)
  if (typeof pattern === 'string') {
    // What follows an open end only makes the text longer than it needs to be.
    return matching(pattern).map((text) => grow(text, pattern, least))
  }
  const formatted = typeof format === 'string' ? FORMATS[format] : undefined
  if (formatted) return formatted
  const size = { minLength: least, maxLength: Math.max(least, Math.min(most, least + 12)) }
  const plain = fc.string({ ...size, unit: place === 'header' || place === 'cookie' ? 'grapheme-ascii' : 'grapheme' })
  const hostile = HOSTILE.filter((text) => text.length >= least && text.length <= most)
  const edges = most <= 4_096 ? [fc.constant('x'.repeat(most))] : []
  return fc.oneof(plain, ...edges, ...(hostile.length > 0 ? [fc.constantFrom(...hostile)] : []))
}

/** Some patterns leave the length to `minLength`. */
function grow(text: string, pattern: string, least: number): string {
  if (text.length >= least || !/[*+]\$$/.test(pattern) || text === '') return text
  return text + (text.at(-1) ?? '').repeat(least - text.length)
}

function regExpOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return new RegExp(pattern)
  }
}

/**
 * What no client can write: a path has no empty segment, and URLs take `.` and `..` for steps; a header has visible ASCII
 * with blanks inside; a cookie's value has no comma, semicolon, quote or backslash, and a percent sign may be an escape.
 */
export function fitsPlace(value: unknown, place: TextPlace, isMixed: boolean): boolean {
  if (place === 'json') return true
  if (Array.isArray(value)) {
    if (isMixed && value.length === 1) return false
    const separators = place === 'query' || place === 'form' ? /$^/ : /[,;]/
    return value.every((item) => fitsPlace(item, place, isMixed) && !separators.test(String(item)))
  }
  if (typeof value === 'object')
    return value !== null && Object.values(value).every((one) => fitsPlace(one, place, isMixed))
  if (typeof value !== 'string') return true
  // RFC 3629: half of a surrogate pair is no character.
  if (!value.isWellFormed()) return false
  if (isMixed && /^(?:true|false|null|-?[0-9].*)$/.test(value)) return false
  if (place === 'path') return !['', '.', '..'].includes(value)
  if (place === 'header') return /^(?:[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)?$/.test(value)
  if (place === 'cookie') return /^[\x21\x23\x24\x26-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(value)
  return true
}
