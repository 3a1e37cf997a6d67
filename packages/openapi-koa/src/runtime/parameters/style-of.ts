import { deepObjectText } from './deep-object-text.ts'
import { type MemberNames, formText } from './form-text.ts'
import { labelText } from './label-text.ts'
import { matrixText } from './matrix-text.ts'
import type { ParameterEntry } from '../operation-table.ts'
import { simpleText } from './simple-text.ts'
import { type Decode, type TextStyle, inOneText } from './text-style.ts'
import { decodePercent, decodeUrlencoded } from './urlencoded.ts'

export type TextPlace = 'path' | 'query' | 'header' | 'cookie' | 'form'

export type TextEntry = Pick<ParameterEntry, 'shape' | 'style' | 'explode' | 'json' | 'plain'>

/** What decodes the text of a place: the `values` and the `raw` that a reader is given. */
export interface Codec {
  readonly decode: Decode
  readonly decodeRaw: Decode
  /** `values` need no decoding. */
  readonly isDecoded: boolean
}

export function codecOf(place: TextPlace, { plain }: TextEntry): Codec {
  if (place === 'query' || place === 'form') return { decode: asItIs, decodeRaw: decodeUrlencoded, isDecoded: true }
  // In a header nothing is escaped, and blanks around a comma mean nothing. RFC 9110 §5.6.1
  if (place === 'header') return { decode: asItIs, decodeRaw: (text) => text.trim(), isDecoded: true }
  if (place === 'cookie' && plain) return { decode: asItIs, decodeRaw: asItIs, isDecoded: true }
  return { decode: decodePercent, decodeRaw: decodePercent, isDecoded: false }
}

function asItIs(text: string): string {
  return text
}

/** https://spec.openapis.org/oas/v3.1.1#style-examples */
export function styleOf(name: string, entry: TextEntry, place: TextPlace, names: MemberNames): TextStyle {
  const { decode, decodeRaw } = codecOf(place, entry)
  const style = entry.style ?? (place === 'path' || place === 'header' ? 'simple' : 'form')
  const explode = entry.explode ?? style === 'form'
  if (style === 'simple') return inOneText(name, 'raw', simpleText(decodeRaw, explode))
  if (style === 'label') return inOneText(name, 'raw', labelText(decodeRaw, explode))
  if (style === 'matrix') return inOneText(name, 'raw', matrixText(name, decodeRaw, explode))
  if (style === 'deepObject') return deepObjectText(name, decode, names)
  // OpenAPI leaves the delimited styles undefined when they explode; there is nothing left that they could delimit.
  if (explode) return formText(name, decode, names)
  if (style === 'form') return inOneText(name, 'raw', simpleText(decodeRaw, false))
  // These two are not delimiters of URIs, and always arrive escaped: an escaped one is a delimiter, too.
  return inOneText(name, 'values', simpleText(decode, false, style === 'spaceDelimited' ? ' ' : '|'))
}

/** Whether a style has to see a query or form undecoded, to tell its commas from those of a value. */
export function readsRaw({ shape, style = 'form', explode = style === 'form' }: TextEntry): boolean {
  return style === 'form' && !explode && [shape].flat().some((one) => typeof one === 'object')
}
