import { isObject } from '../document/json-pointer.ts'
import type { Exchange } from '../http/exchange.ts'
import type { MaskedExchange } from '../report/run-report.ts'
import type { KnownSecrets } from '../transcript.ts'

export const mask = '***'

/** Hides secrets in text that anybody may read. */
export interface Mask {
  readonly text: (text: string) => string
  readonly exchange: (exchange: Exchange) => MaskedExchange
}

const longestBody = 4000
const secretName =
  /^(code|state_token|csrf.*|_csrf|sid|session.*|assertion|client_assertion|.*(secret|password|passwd|verifier|token).*)$/i
// What a secret is called says that it is none: `token_type`, `token_type_hint`.
const openName = /^token_type(_hint)?$|^token_endpoint|_supported$|_endpoint$/i
const isSecretName = (name: string) => secretName.test(name) && !openName.test(name)

/** @param known every secret that was seen; what stands in a place for secrets is hidden anyway */
export function createMask(known: KnownSecrets): Mask {
  const hideKnown = (text: string) => {
    let hidden = text.replaceAll(/[\w.~+/=%-]{12,}/g, (word) => (known.has(word) ? mask : hideWithin(word, known)))
    for (const secret of known.irregular()) hidden = hidden.replaceAll(secret, mask)
    return hidden
  }

  const text = (value: string) => hideKnown(hideInUrls(value))

  return {
    text,
    exchange: ({ request, status, headers, body, durationMilliseconds }) => ({
      method: request.method,
      url: text(request.url.href),
      requestHeaders: Object.entries(request.headers).map(([name, value]) => [name, text(headerValue(name, value))]),
      requestBody: request.body === undefined ? null : shortened(text(bodyOf(request.body))),
      status,
      responseHeaders: [...headers].map(([name, value]) => [name, text(headerValue(name, value))]),
      responseBody: shortened(text(bodyOf(body))),
      durationMilliseconds,
    }),
  }
}

function shortened(text: string): string {
  return text.length <= longestBody ? text : `${text.slice(0, longestBody - 1)}…`
}

// A secret beside a dot or an equals sign, which stand in secrets as well.
function hideWithin(word: string, known: KnownSecrets): string {
  return word
    .split(/([./=%]|%[0-9a-f]{2})/i)
    .map((part) => (known.has(part) ? mask : part))
    .join('')
}

function hideInUrls(text: string): string {
  return text.replaceAll(/([?&#]|&amp;)([\w.~%[\]-]+)=([^&#\s"'<>]+)/g, (whole, before: string, name: string) =>
    isSecretName(name) ? `${before}${name}=${mask}` : whole,
  )
}

function headerValue(name: string, value: string): string {
  switch (name.toLowerCase()) {
    case 'authorization':
      return value.includes(' ') ? `${value.split(' ')[0]} ${mask}` : mask
    case 'cookie':
      return value.replaceAll(/=[^;]*/g, `=${mask}`)
    case 'set-cookie':
      return value.replace(/=[^;]*/, `=${mask}`)
    default:
      return value
  }
}

function bodyOf(body: string): string {
  const json = parsed(body)
  if (json !== undefined) return JSON.stringify(hideMembers(json))
  const input = /(<input\b[^>]*\btype=["']?(?:hidden|password)\b[^>]*\bvalue=)("[^"]*"|'[^']*')/gi
  if (body.trimStart().startsWith('<')) return body.replaceAll(input, `$1"${mask}"`)
  return body.replaceAll(/(^|&)([^=&\s]+)=([^&]*)/g, (whole, before: string, name: string, value: string) =>
    isSecretName(name) && value !== '' ? `${before}${name}=${mask}` : whole,
  )
}

function parsed(body: string): unknown {
  if (!/^\s*[[{]/.test(body)) return undefined
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function hideMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideMembers)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      typeof member === 'string' && isSecretName(name) ? mask : hideMembers(member),
    ]),
  )
}
