import type { ScalarShape } from '../operation-table.ts'

/** The grammar of JSON numbers: `0x10`, `1_000`, `Infinity` and blanks stay text, which the validator then refuses. */
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/

/** The value that a text stands for; the text itself when it stands for none of that type. */
export function fromText(text: string, type: ScalarShape): string | number | boolean {
  if (type === 'number') return NUMBER.test(text) ? toNumber(text) : text
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text)
  return text
}

/** Fewer digits than this are always told apart. */
const SAFE_DIGITS = 15

/** An integer that would become another one stays text: `/accounts/9007199254740993` is not account …992. */
function toNumber(text: string): number | string {
  const value = Number(text)
  if (text.length <= SAFE_DIGITS || !/^-?[0-9]+$/.test(text)) return value
  return Number.isFinite(value) && (String(value) === text || BigInt(value) === BigInt(text)) ? value : text
}

/** The first of several types that the text has the grammar of. */
export function fromTextOf(text: string, types: readonly ScalarShape[]): string | number | boolean {
  for (const type of types) {
    const value = fromText(text, type)
    if (value !== text) return value
  }
  return text
}
