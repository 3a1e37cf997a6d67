import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { Context } from 'koa'
import { parseCookies } from '../parameters/cookies.ts'
import type { SecuritySchemeEntry } from '../operation-table.ts'
import type { Reading } from './plan-security.ts'
import type { CredentialsOf, SchemeType } from './security-type.ts'
import { decodeUrlencoded } from '../parameters/urlencoded.ts'

/** What was sent under one reading, in the form that its handler takes; or `malformed`; undefined: nothing was sent. */
export type SentCredentials = CredentialsOf<SchemeType> | 'malformed' | undefined

export function readCredentials({ entry, emptyIsAbsent }: Reading, ctx: Context): SentCredentials {
  switch (entry.type) {
    case 'mutualTLS':
      return hasCertificate(ctx.req) ? {} : undefined
    case 'apiKey':
      return readApiKey(entry, ctx, emptyIsAbsent)
    case 'basic':
    case 'bearer':
    case 'http':
      return readAuthorization(entry, ctx.req)
  }
}

function hasCertificate({ socket }: IncomingMessage): boolean {
  return socket instanceof TLSSocket && socket.getPeerX509Certificate() !== undefined
}

/** An empty key is malformed: somewhere, the key that it is compared with is empty as well. */
function readApiKey(
  entry: Extract<SecuritySchemeEntry, { type: 'apiKey' }>,
  ctx: Context,
  emptyIsAbsent: boolean,
): SentCredentials {
  const values = apiKeys(entry, ctx).filter((value) => !(emptyIsAbsent && entry.in === 'query' && value === ''))
  const [apiKey] = values
  if (values.length === 0) return undefined
  return values.length > 1 || !apiKey ? 'malformed' : { apiKey }
}

/** Undefined stands for a key that cannot be decoded. */
function apiKeys({ in: place, name }: { in: string; name: string }, ctx: Context): (string | undefined)[] {
  if (place === 'header') return fieldLines(ctx.req, name.toLowerCase())
  if (place === 'cookie') return [parseCookies(ctx.req.headers.cookie)[name] ?? []].flat()
  // Only the key is looked at: what else is wrong with the query is not said before it is known who asks.
  return ctx.querystring.split('&').flatMap((pair) => {
    const [encoded = '', ...rest] = pair.split('=')
    return pair !== '' && decodeUrlencoded(encoded) === name ? [decodeUrlencoded(rest.join('='))] : []
  })
}

/** RFC 9110 §11.6.2. Node joins what was sent twice, or keeps the first; either would hide it. */
function fieldLines({ headers, rawHeaders }: IncomingMessage, lowerCase: string): string[] {
  const value = headers[lowerCase]
  if (value === undefined) return []
  const lines: string[] = []
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]
    if (name?.length === lowerCase.length && name.toLowerCase() === lowerCase) lines.push(rawHeaders[index + 1] ?? '')
  }
  // One line may differ from the field: middleware in front may have its reasons.
  if (lines.length > 1) return lines
  return typeof value === 'string' ? [value] : value
}

function readAuthorization(
  entry: Exclude<SecuritySchemeEntry, { type: 'apiKey' | 'mutualTLS' }>,
  request: IncomingMessage,
): SentCredentials {
  const lines = fieldLines(request, 'authorization')
  if (lines.length === 0) return undefined
  const [, scheme, credentials = ''] = (lines.length === 1 && CREDENTIALS.exec(lines[0] ?? '')) || []
  if (scheme === undefined) return 'malformed'
  // RFC 9110 §11.1: the scheme's name is case-insensitive.
  if (scheme.toLowerCase() !== (entry.type === 'http' ? entry.scheme : entry.type)) return undefined
  if (entry.type === 'basic') return readBasic(credentials)
  if (entry.type === 'bearer') return B64TOKEN.test(credentials) ? { token: credentials } : 'malformed'
  return credentials === '' ? 'malformed' : { credentials }
}

/** RFC 9110 §11.4: the scheme's name, and after spaces the rest. */
const CREDENTIALS = /^([\w!#$%&'*+.^`|~-]+)(?: +(\S.*))?$/

/** RFC 6750 §2.1 */
const B64TOKEN = /^[\w.~+/-]+=*$/

/** RFC 7617 §2: base64 of user-id and password with a colon between, UTF-8, without control characters. */
function readBasic(credentials: string): SentCredentials {
  const bytes = Buffer.from(credentials, 'base64')
  // Buffer skips what is not base64, so that different texts would become one.
  if (credentials === '' || bytes.toString('base64') !== credentials || !isUtf8(bytes)) return 'malformed'
  const text = bytes.toString('utf8')
  const colon = text.indexOf(':')
  // oxlint-disable-next-line no-control-regex -- they are what is refused
  if (colon === -1 || /[\0-\x1f\x7f]/.test(text)) return 'malformed'
  return { username: text.slice(0, colon), password: text.slice(colon + 1) }
}
