import { hash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { loopbackServer, readText } from './loopback-server.ts'
import { invalidGrant, TokenFamily, type TokenAnswer } from './token-family.ts'

/** What goes wrong with one request: before the hub sees it, after it was carried out, or instead. */
export type Fault =
  | 'lose-request'
  | 'lose-answer'
  | 'hang'
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }

export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly form: URLSearchParams
  readonly text: string
}

type Place = 'metadata' | 'token' | 'revocation' | 'identity'

export interface FakeHub {
  readonly issuer: string
  readonly requests: SeenRequest[]
  /** Faults for the next requests to one path, in order. */
  readonly faults: Readonly<Record<Place, Fault[]>>
  readonly tokenRequests: () => readonly SeenRequest[]
  /** Called for each token request, before it is answered. */
  onTokenRequest: (() => unknown) | undefined
  metadata: Record<string, unknown>
  metadataHeaders: Record<string, string>
  accessTokenSeconds: number
  readonly families: TokenFamily[]
  /** A code for the address of an authorization request, as if the person had agreed. */
  authorize(url: string): URLSearchParams
  stop(): Promise<void>
}

/** A small hub over real HTTP that keeps the contract, as far as a client can tell. */
export async function fakeHub({ clock = Date.now }: { clock?: () => number } = {}): Promise<FakeHub> {
  const codes = new Map<string, { challenge: string; redirectUri: string; family: TokenFamily; used: boolean }>()
  const requests: SeenRequest[] = []
  const families: TokenFamily[] = []

  const server = await loopbackServer((request, response) => void answer(request, response))
  const issuer = `${server.origin}/acme`

  const hub: FakeHub = {
    issuer,
    requests,
    faults: { metadata: [], token: [], revocation: [], identity: [] },
    tokenRequests: () => requests.filter(({ url }) => url === '/acme/oauth2/v1/token'),
    onTokenRequest: undefined,
    metadata: {
      issuer,
      authorization_endpoint: `${issuer}/oauth2/v1/auth`,
      token_endpoint: `${issuer}/oauth2/v1/token`,
      revocation_endpoint: `${issuer}/oauth2/v1/revoke`,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      added_later: true,
    },
    metadataHeaders: { 'Cache-Control': 'public, max-age=300', ETag: '"one"' },
    accessTokenSeconds: 3600,
    families,
    authorize(url) {
      const query = new URL(url).searchParams
      const family = new TokenFamily({ clock, accessTokenSeconds: () => hub.accessTokenSeconds })
      families.push(family)
      const code = `code_${codes.size}`
      codes.set(code, {
        challenge: query.get('code_challenge') ?? '',
        redirectUri: query.get('redirect_uri') ?? '',
        family,
        used: false,
      })
      return new URLSearchParams({ code, state: query.get('state') ?? '', iss: issuer })
    },
    stop: server.stop,
  }

  function exchange(form: URLSearchParams): TokenAnswer {
    const code = codes.get(form.get('code') ?? '')
    if (!code) return invalidGrant
    const isRight =
      hash('sha256', form.get('code_verifier') ?? '', 'base64url') === code.challenge &&
      form.get('redirect_uri') === code.redirectUri
    if (!isRight) return invalidGrant
    if (code.used) {
      code.family.dead = true
      return invalidGrant
    }
    code.used = true
    return code.family.issue().answer
  }

  function token(form: URLSearchParams): TokenAnswer {
    switch (form.get('grant_type') ?? '') {
      case 'authorization_code':
        return exchange(form)
      case 'refresh_token': {
        const value = form.get('refresh_token') ?? ''
        return families.find((family) => family.knows(value))?.refresh(value) ?? invalidGrant
      }
      case 'client_credentials': {
        const scope = form.get('scope') ?? 'reports'
        const body = { access_token: `at_app_${requests.length}`, token_type: 'Bearer', scope }
        return { status: 200, body: { ...body, expires_in: hub.accessTokenSeconds } }
      }
      default:
        return { status: 400, body: { error: 'unsupported_grant_type' } }
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readText(request)
    const { url = '', method = '', headers } = request
    requests.push({ url, method, headers, text, form: new URLSearchParams(text) })
    const place = placeOf(url)
    if (place === 'token') await hub.onTokenRequest?.()
    const fault = hub.faults[place].shift()
    if (fault === 'hang') return
    if (fault === 'lose-request') return void response.destroy()
    response.setHeader('X-Request-Id', `request-${requests.length}`)
    if (typeof fault === 'object') {
      response.writeHead(fault.status, { 'Content-Type': 'application/json;charset=UTF-8', ...fault.headers })
      return void response.end(fault.body ?? '{"error":"server_error"}')
    }
    const { status, body } = carryOut(place, new URLSearchParams(text), request, response)
    if (fault === 'lose-answer') return void response.destroy()
    response.writeHead(status, { 'Content-Type': 'application/json;charset=UTF-8' })
    response.end(status === 304 ? undefined : JSON.stringify(body))
  }

  function carryOut(
    place: Place,
    form: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): TokenAnswer {
    switch (place) {
      case 'metadata':
        return metadataAnswer(request, response)
      case 'token':
        return token(form)
      case 'revocation': {
        const family = families.find((one) => one.knows(form.get('token') ?? ''))
        if (family) family.dead = true
        return { status: 200, body: {} }
      }
      case 'identity':
        return identity(request, response)
    }
  }

  function metadataAnswer(request: IncomingMessage, response: ServerResponse): TokenAnswer {
    if (request.url !== '/.well-known/oauth-authorization-server/acme')
      return { status: 404, body: { error: 'invalid_request' } }
    for (const [name, value] of Object.entries(hub.metadataHeaders)) response.setHeader(name, value)
    const isKnown =
      hub.metadataHeaders['ETag'] !== undefined && request.headers['if-none-match'] === hub.metadataHeaders['ETag']
    return { status: isKnown ? 304 : 200, body: hub.metadata }
  }

  function identity(request: IncomingMessage, response: ServerResponse): TokenAnswer {
    const accessToken = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    if (families.some((family) => family.opens(accessToken))) {
      const body = { identityId: 'ada', displayName: 'Ada Lovelace', userName: 'ada@example.org', disabled: false }
      return { status: 200, body: { ...body, addedLater: 1 } }
    }
    response.setHeader(
      'WWW-Authenticate',
      'Bearer realm="acme", error="invalid_token", error_description="It is over."',
    )
    return { status: 401, body: { error: 'invalid_token' } }
  }

  return hub
}

function placeOf(url: string): Place {
  if (url.startsWith('/.well-known/')) return 'metadata'
  if (url.endsWith('/token')) return 'token'
  return url.endsWith('/revoke') ? 'revocation' : 'identity'
}
