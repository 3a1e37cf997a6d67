import type { FieldSchema } from '../document/fields.ts'
import type { Random } from './random.ts'

/** Percent-encoded, as they go over the wire; most have broken some server. */
export const nastyValues = [
  '',
  'a',
  '-1',
  '0',
  '1e309',
  '%00',
  '%ff',
  '%',
  '%f0%9f%92%a9',
  '%ed%a0%80',
  'a'.repeat(600),
  'a'.repeat(5000),
  '..%2f..%2fetc',
  '{"a":1}',
  '[]',
  "'%22--",
  '%0d%0aX-Injected:%201',
  '[object Object]',
  '__proto__',
  'null',
  'undefined',
  '%7b%7b7*7%7d%7d',
  '%3cscript%3e',
  '%20',
  '+',
] as const

/** A value for a field: one that its schema shows, one just beside what it allows, or something nasty. */
export function madeUpValue(random: Random, { values, minLength, maxLength }: FieldSchema): string {
  const [first, ...others] = values
  if (first !== undefined && random.chance(0.5)) {
    const value = random.pick([first, ...others])
    return encodeURIComponent(random.chance(0.7) ? value : mutated(random, value))
  }
  if (random.chance(0.4)) {
    const length = random.pick([minLength - 1, minLength, maxLength, maxLength + 1])
    return random.pick(['a', 'Z', '0', '-', '~']).repeat(Math.min(Math.max(length, 0), 20_000))
  }
  return random.pick(nastyValues)
}

/** One character more, less, or another one. */
function mutated(random: Random, value: string): string {
  const at = random.below(value.length + 1)
  const letter = random.pick(['a', 'A', '0', ' ', '.', '/', '#', '\u0000', 'é', '"', '\\'])
  return random.pick([
    `${value.slice(0, at)}${letter}${value.slice(at)}`,
    `${value.slice(0, at)}${value.slice(at + 1)}`,
    `${value.slice(0, at)}${letter}${value.slice(at + 1)}`,
    value.toUpperCase(),
    value.repeat(2),
  ])
}
