import type { LooseParameters } from '../request-type.ts'

export interface UrlencodedLimits {
  readonly maxParameters: number
  readonly maxParameterBytes: number
  readonly emptyParametersAreAbsent: boolean
}

export type Urlencoded =
  | {
      readonly ok: true
      readonly values: LooseParameters
      /** The same undecoded, of the names that were asked for. */
      readonly raw: LooseParameters
    }
  | { readonly ok: false; readonly reason: 'malformed' | 'too-large' | 'too-many-parameters'; readonly name?: string }

/**
 * Reads `name=value&…`, a query or a form. Unlike URLSearchParams it refuses what is not UTF-8 instead of replacing it,
 * and it keeps to limits while it reads. https://url.spec.whatwg.org/#urlencoded-parsing
 * @param rawNames of what is also needed undecoded
 */
export function parseUrlencoded(text: string, limits: UrlencodedLimits, rawNames?: ReadonlySet<string>): Urlencoded {
  // Without a prototype, `__proto__` and `constructor` are names like any other.
  const values: LooseParameters = Object.create(null)
  const raw: LooseParameters = rawNames ? Object.create(null) : values
  let count = 0
  let start = 0
  while (start < text.length) {
    let end = text.indexOf('&', start)
    if (end === -1) end = text.length
    if (end > start) {
      count += 1
      if (count > limits.maxParameters) return { ok: false, reason: 'too-many-parameters' }
      const equals = text.indexOf('=', start)
      const nameEnd = equals === -1 || equals > end ? end : equals
      const name = decodeUrlencoded(text.slice(start, nameEnd))
      if (name === undefined) return { ok: false, reason: 'malformed' }
      if (exceeds(text, start, end, limits.maxParameterBytes)) return { ok: false, reason: 'too-large', name }
      const value = nameEnd === end ? '' : decodeUrlencoded(text.slice(nameEnd + 1, end))
      if (value === undefined) return { ok: false, reason: 'malformed', name }
      if (value !== '' || !limits.emptyParametersAreAbsent) {
        addValue(values, name, value)
        if (rawNames?.has(name)) addValue(raw, name, text.slice(nameEnd + 1, end))
      }
    }
    start = end + 1
  }
  return { ok: true, values, raw }
}

/** A second value makes an array of them. */
export function addValue(values: LooseParameters, name: string, value: string): void {
  const before = values[name]
  if (before === undefined) values[name] = value
  else if (typeof before === 'string') values[name] = [before, value]
  else before.push(value)
}

/** A text is at most three bytes per UTF-16 unit, so the count is needed only when it is close. */
function exceeds(text: string, start: number, end: number, maxBytes: number): boolean {
  const length = end - start
  return length > maxBytes || (length * 3 > maxBytes && Buffer.byteLength(text.slice(start, end)) > maxBytes)
}

/** Decodes once; a plus sign is a blank. */
export function decodeUrlencoded(text: string): string | undefined {
  return decodePercent(text.includes('+') ? text.replaceAll('+', ' ') : text)
}

/** Decodes once; undefined when an escape is broken or its bytes are not UTF-8 (RFC 3629 §3: overlong forms, surrogates). */
export function decodePercent(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
