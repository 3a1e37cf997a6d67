/** One element of an Accept field; also a media type, which is a range of one. RFC 9110 §12.5.1 */
export interface MediaRange {
  /** In lower case, or `*`. */
  readonly type: string
  readonly subtype: string
  /** Names and values in lower case, without quotes. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
  /** From 0, which is never, to 1. */
  readonly weight: number
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const QUOTED = String.raw`"(?:[\t !#-[\]-~\x80-\xff]|\\[\t -~\x80-\xff])*"`
const RANGE = new RegExp(
  String.raw`[ \t]*(${TOKEN})/(${TOKEN})((?:[ \t]*;(?:[ \t]*${TOKEN}=(?:${TOKEN}|${QUOTED}))?)*)[ \t]*(?:,|$)`,
  'y',
)
const PARAMETER = new RegExp(String.raw`;[ \t]*(${TOKEN})=(${TOKEN}|${QUOTED})`, 'g')
const EMPTY = /[ \t]*(?:,|$)/y
const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/

/** The media ranges of a field in their order; undefined: it is malformed. */
export function parseAccept(text: string): MediaRange[] | undefined {
  const ranges: MediaRange[] = []
  for (let at = 0; at < text.length;) {
    EMPTY.lastIndex = RANGE.lastIndex = at
    if (EMPTY.test(text)) {
      at = EMPTY.lastIndex
      continue
    }
    const range = rangeOf(RANGE.exec(text))
    if (range === undefined) return undefined
    ranges.push(range)
    at = RANGE.lastIndex
  }
  return ranges
}

function rangeOf(match: RegExpExecArray | null): MediaRange | undefined {
  if (match === null) return undefined
  const [, type = '', subtype = '', rest = ''] = match
  if (type === '*' && subtype !== '*') return undefined
  const parameters: (readonly [string, string])[] = []
  let weight: string | undefined
  for (const [, name = '', value = ''] of rest.matchAll(PARAMETER)) {
    // What stands behind the weight belongs to no media type.
    if (weight !== undefined) continue
    if (name.toLowerCase() === 'q') weight = value
    else parameters.push([name.toLowerCase(), unquoted(value).toLowerCase()])
  }
  if (weight !== undefined && !WEIGHT.test(weight)) return undefined
  return { type: type.toLowerCase(), subtype: subtype.toLowerCase(), parameters, weight: Number(weight ?? 1) }
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1') : value
}

/** How much of a media type a range names: type, subtype, each parameter; undefined: it is another one. */
export function exactnessOf(range: MediaRange, mediaType: MediaRange): number | undefined {
  if (differ(range.type, mediaType.type) || differ(range.subtype, mediaType.subtype)) return undefined
  let exactness = Number(range.type !== '*') + Number(range.subtype !== '*')
  for (const [name, value] of range.parameters) {
    const own = mediaType.parameters.find((parameter) => parameter[0] === name)?.[1]
    // Who is silent about the encoding of a text does not rule one out.
    if (own === undefined && name === 'charset') continue
    if (own !== value) return undefined
    exactness += 1
  }
  return exactness
}

function differ(a: string, b: string): boolean {
  return a !== '*' && b !== '*' && a !== b
}
