import type { TokenRequest } from '@identity-hub/api-types'
import { refuse, type RefusedClient } from './errors.ts'

/** What a client may say in the body about who it is, at every endpoint of clients. */
export type ClientParameters = Pick<TokenRequest, 'client_id' | 'client_secret' | 'client_assertion'>

/** How a client says who it is. RFC 6749 §2.3.1. */
export interface ClientCredentials {
  readonly outcome: 'read'
  readonly clientId: string
  readonly method: 'client_secret_basic' | 'client_secret_post' | 'none'
  readonly secret: string | null
}

/** The header was there more than once, and its values were joined. RFC 9110 §5.3. */
const SEVERAL = /,\s*(?:basic|bearer)\b/i
/** RFC 7617 §2: `Basic` in any case, then base64. */
const BASIC = /^basic +([A-Za-z0-9+/]*={0,2})$/i

/** One method a request: credentials in both places are an error. RFC 6749 §2.3. */
export function readClientCredentials(
  authorization: string | undefined,
  body: ClientParameters,
): ClientCredentials | RefusedClient {
  const inBody = [body.client_secret, body.client_assertion].filter((value) => value !== undefined).length
  const inHeader = authorization === undefined ? 0 : SEVERAL.test(authorization) ? 2 : 1
  if (inBody + inHeader > 1) return refuse('several_authentications')
  // No client is registered for assertions.
  if (body.client_assertion !== undefined) return refuse('client_auth_method_not_allowed')
  if (authorization !== undefined) {
    const basic = parseBasic(authorization)
    if (basic === null) return refuse('authorization_malformed')
    if (body.client_id !== undefined && body.client_id !== basic.clientId) return refuse('client_id_differs')
    return { outcome: 'read', method: 'client_secret_basic', ...basic }
  }
  if (body.client_id === undefined) return refuse('client_unauthenticated')
  return body.client_secret === undefined
    ? { outcome: 'read', clientId: body.client_id, method: 'none', secret: null }
    : { outcome: 'read', clientId: body.client_id, method: 'client_secret_post', secret: body.client_secret }
}

/** Both parts are form-urlencoded (RFC 6749 §2.3.1); null when it is anything else. */
function parseBasic(authorization: string): { clientId: string; secret: string } | null {
  const credentials = BASIC.exec(authorization.trim())?.[1]
  if (credentials === undefined) return null
  const pair = Buffer.from(credentials, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  if (colon < 1) return null
  const clientId = formDecode(pair.slice(0, colon))
  const secret = formDecode(pair.slice(colon + 1))
  return clientId === null || secret === null ? null : { clientId, secret }
}

function formDecode(text: string): string | null {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}
