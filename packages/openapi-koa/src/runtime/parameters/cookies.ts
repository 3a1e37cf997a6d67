import type { LooseParameters } from '../request-type.ts'

/** RFC 6265 §4.2.1, and the quotes that §4.1.1 allows around a value. A cookie that is sent twice is an array. */
export function parseCookies(header: string | undefined): LooseParameters {
  const values: LooseParameters = Object.create(null)
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=')
    if (equals === -1) continue
    const name = pair.slice(0, equals).trim()
    const raw = pair.slice(equals + 1).trim()
    const value = raw.length >= 2 && raw.startsWith('"') && raw.endsWith('"') ? raw.slice(1, -1) : raw
    const before = values[name]
    values[name] = before === undefined ? value : [before, value].flat()
  }
  return values
}
