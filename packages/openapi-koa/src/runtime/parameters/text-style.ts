import type { LooseParameters } from '../request-type.ts'

/** @param path to the fault, below the parameter */
export type TextFault = {
  readonly ok: false
  readonly reason: 'repeated' | 'malformed' | 'invalid'
  readonly path?: readonly (string | number)[]
}

export type Read<T> = { readonly ok: true; readonly value: T } | TextFault

/**
 * Takes what belongs to one parameter out of all that was sent; undefined: it was not sent.
 * @param values in queries and forms decoded, elsewhere as they stand
 * @param raw never decoded; in queries and forms of those names only that a style asks for
 */
export type Find<T> = (values: Readonly<LooseParameters>, raw: Readonly<LooseParameters>) => Read<T> | undefined

/** Texts by name; several where the name was repeated. */
export type Members = ReadonlyMap<string, readonly string[]>

/** How one parameter's value is laid out in text: taken apart and decoded, but still text. */
export interface TextStyle {
  readonly scalar: Find<string>
  readonly list: Find<readonly string[]>
  readonly members: Find<Members>
}

/** The same where all of the value stands in one text. */
export interface WholeText {
  readonly scalar: (text: string) => Read<string>
  readonly list: (text: string) => Read<readonly string[]>
  readonly members: (text: string) => Read<Members>
}

/** Undefined: an escape is broken. */
export type Decode = (text: string) => string | undefined

export const MALFORMED: TextFault = { ok: false, reason: 'malformed' }
export const REPEATED: TextFault = { ok: false, reason: 'repeated' }

export function inOneText(name: string, source: 'values' | 'raw', whole: WholeText): TextStyle {
  const find =
    <T>(read: (text: string) => Read<T>): Find<T> =>
    (values, raw) => {
      const text = (source === 'raw' ? raw : values)[name]
      if (text === undefined) return undefined
      return typeof text === 'string' ? read(text) : REPEATED
    }
  return { scalar: find(whole.scalar), list: find(whole.list), members: find(whole.members) }
}

export function decodeOne(text: string, decode: Decode): Read<string> {
  const value = decode(text)
  return value === undefined ? MALFORMED : { ok: true, value }
}

export function decodeAll(texts: readonly string[], decode: Decode): Read<readonly string[]> {
  const values: string[] = []
  for (const text of texts) {
    const value = decode(text)
    if (value === undefined) return MALFORMED
    values.push(value)
  }
  return { ok: true, value: values }
}

/** Names and values by turns. */
export function decodePairs(texts: readonly string[], decode: Decode): Read<Members> {
  const decoded = decodeAll(texts, decode)
  if (!decoded.ok) return decoded
  if (decoded.value.length % 2 === 1) return MALFORMED
  const members = new Map<string, string[]>()
  for (let index = 0; index < decoded.value.length; index += 2) {
    append(members, decoded.value[index] ?? '', decoded.value[index + 1] ?? '')
  }
  return { ok: true, value: members }
}

/** Each `name=value`. */
export function decodeAssignments(texts: readonly string[], decode: Decode): Read<Members> {
  const members = new Map<string, string[]>()
  for (const text of texts) {
    const equals = text.indexOf('=')
    if (equals === -1) return MALFORMED
    const [name, value] = [decode(text.slice(0, equals)), decode(text.slice(equals + 1))]
    if (name === undefined || value === undefined) return MALFORMED
    append(members, name, value)
  }
  return { ok: true, value: members }
}

function append(members: Map<string, string[]>, name: string, value: string): void {
  const before = members.get(name)
  if (before) before.push(value)
  else members.set(name, [value])
}
