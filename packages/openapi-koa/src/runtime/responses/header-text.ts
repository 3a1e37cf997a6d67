import type { LooseResponse } from '../refusals/invalid-request.ts'
import type { HeaderEntry } from '../operation-table.ts'
import type { HeaderValue } from './response-type.ts'

/** Names and values in turn, as they go out. What is undefined, null or empty is not sent: text is a list of one. */
export function headerFields(
  headers: LooseResponse['headers'],
  documented: Readonly<Record<string, HeaderEntry>> | undefined,
): string[] {
  const fields: string[] = []
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined || value === null) continue
    // What no document describes, and cookies always: a field for each.
    if (typeof value === 'object' && Array.isArray(value) && (!documented || isSetCookie(name)))
      for (const one of value) fields.push(name, String(one))
    else if (documented?.[name]?.json) fields.push(name, toAscii(JSON.stringify(value)))
    else if (!isEmpty(value)) fields.push(name, headerText(value, documented?.[name]?.explode))
  }
  return fields
}

/** Cookies cannot be combined into one field. RFC 9110 §5.3 */
export function isSetCookie(name: string): boolean {
  return name.length === 10 && name.toLowerCase() === 'set-cookie'
}

/** RFC 6570 §3.2.1 */
function isEmpty(value: HeaderValue): boolean {
  return typeof value === 'object' && Object.values(value).every((member) => member === undefined)
}

/** Style `simple`. https://spec.openapis.org/oas/v3.1.1#header-object */
function headerText(value: HeaderValue, explode = false): string {
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return value.map(String).join(',')
  const pairs = Object.entries(value).filter(([, member]) => member !== undefined)
  return pairs.map(([name, member]) => `${name}${explode ? '=' : ','}${String(member)}`).join(',')
}

/** A field's value has no other characters. RFC 9110 §5.5 */
function toAscii(json: string): string {
  return json.replaceAll(/[^ -~]/g, (unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
