import { hash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

interface FakeGrant {
  readonly tenant: string
  refreshToken: string
  spent: string[]
  accessTokens: Map<string, number>
  dead: boolean
}

/** A request with an access token that is good. */
export interface ApiRequest {
  /** Where the token comes from. */
  readonly home: string
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  /** As it came. */
  readonly text: string
}

export interface ApiAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON. */
  readonly body?: unknown
}

/** A small hub with one person who agrees to everything, or to nothing. */
export interface FakeHub {
  readonly origin: string
  /** Of its first tenant. */
  readonly issuer: string
  readonly requests: string[]
  readonly grants: FakeGrant[]
  accessTokenSeconds: number
  identity: Record<string, unknown>
  /** What the authorization response says instead of a code. */
  refusal: string | undefined
  /** Answers the next requests whose path ends so, instead of the hub. */
  readonly answers: {
    readonly path: string
    readonly status: number
    readonly headers?: Record<string, string>
    readonly body?: string
  }[]
  /** Ends everything, as blocking the person does. */
  block(): void
  goAway(): Promise<void>
  comeBack(): Promise<void>
}

export async function fakeHub(
  options: {
    readonly clock?: () => number
    readonly tenants?: readonly [string, ...string[]]
    /** What it answers below `/<tenant>/api/` besides the identity. */
    readonly api?: (request: ApiRequest) => ApiAnswer
  } = {},
): Promise<FakeHub> {
  const { clock = Date.now, tenants = ['acme'], api = () => ({ status: 404, body: { error: 'not_found' } }) } = options
  const codes = new Map<
    string,
    { readonly tenant: string; readonly challenge: string | null; readonly redirectUri: string | null }
  >()
  const server = createServer((request, response) => void answer(request, response))
  const listen = (port: number): Promise<void> => new Promise((done) => server.listen(port, '127.0.0.1', done))
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    if (server.listening) await new Promise((done) => server.close(done))
  }
  await listen(0)
  onTestFinished(close)
  // A listening TCP server's address is an object.
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const issuer = `${origin}/${tenants[0]}`

  const hub: FakeHub = {
    origin,
    issuer,
    requests: [],
    grants: [],
    accessTokenSeconds: 3600,
    identity: { identityId: 'ada', displayName: 'Ada Lovelace', userName: 'ada@example.org', disabled: false },
    refusal: undefined,
    answers: [],
    block: () => hub.grants.forEach((grant) => (grant.dead = true)),
    goAway: close,
    comeBack: () => listen(port),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer)
    hub.requests.push(`${request.method} ${url.pathname}`)
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk)
    const instead = hub.answers.findIndex(({ path }) => url.pathname.endsWith(path))
    if (instead >= 0) {
      const [{ status, headers, body } = { status: 500, headers: {}, body: '' }] = hub.answers.splice(instead, 1)
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
      return void response.end(body ?? '{"error":"server_error"}')
    }
    const { status, headers, body } = respond(request, url, text)
    response.writeHead(status, {
      'Content-Type': 'application/json;charset=UTF-8',
      'X-Request-Id': randomUUID(),
      ...(status === 401 && { 'WWW-Authenticate': 'Bearer realm="acme", error="invalid_token"' }),
      ...headers,
    })
    response.end(body === undefined ? undefined : JSON.stringify(body))
  }

  function respond(request: IncomingMessage, url: URL, text: string): ApiAnswer {
    const [, first = '', ...rest] = url.pathname.split('/')
    const tenant = first === '.well-known' ? (rest[1] ?? '') : first
    if (!tenants.includes(tenant)) return { status: 404, body: { error: 'not_found' } }
    if (first === '.well-known') return { status: 200, body: metadata(tenant) }
    switch (rest.join('/')) {
      case 'oauth2/v1/auth':
        return authorize(tenant, url.searchParams)
      case 'oauth2/v1/token':
        return token(tenant, new URLSearchParams(text))
      case 'oauth2/v1/revoke':
        return revoke(new URLSearchParams(text))
      default:
        return callApi(request, url, text)
    }
  }

  function metadata(tenant: string): Record<string, unknown> {
    const own = `${origin}/${tenant}`
    return {
      issuer: own,
      authorization_endpoint: `${own}/oauth2/v1/auth`,
      token_endpoint: `${own}/oauth2/v1/token`,
      revocation_endpoint: `${own}/oauth2/v1/revoke`,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    }
  }

  function authorize(tenant: string, query: URLSearchParams): ApiAnswer {
    const redirectUri = query.get('redirect_uri')
    const back = new URL(redirectUri ?? issuer)
    const code = randomUUID()
    if (hub.refusal === undefined) {
      codes.set(code, { tenant, challenge: query.get('code_challenge'), redirectUri })
      back.searchParams.set('code', code)
    } else back.searchParams.set('error', hub.refusal)
    back.searchParams.set('state', query.get('state') ?? '')
    back.searchParams.set('iss', `${origin}/${tenant}`)
    return { status: 303, headers: { Location: back.href } }
  }

  function token(tenant: string, form: URLSearchParams): ApiAnswer {
    if (form.get('grant_type') === 'authorization_code') {
      const code = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const challenge = hash('sha256', form.get('code_verifier') ?? '', 'base64url')
      const fits = code?.tenant === tenant && code.challenge === challenge
      if (!fits || code.redirectUri !== form.get('redirect_uri')) return invalidGrant
      const grant: FakeGrant = { tenant, refreshToken: '', spent: [], accessTokens: new Map(), dead: false }
      hub.grants.push(grant)
      return issue(grant)
    }
    const presented = form.get('refresh_token') ?? ''
    const grant = hub.grants.find(({ refreshToken, spent }) => refreshToken === presented || spent.includes(presented))
    if (!grant || grant.dead || grant.tenant !== tenant) return invalidGrant
    if (grant.refreshToken === presented) return issue(grant)
    grant.dead = true
    return invalidGrant
  }

  function revoke(form: URLSearchParams): ApiAnswer {
    const grant = hub.grants.find(({ refreshToken }) => refreshToken === form.get('token'))
    if (grant) grant.dead = true
    return { status: 200, body: {} }
  }

  function issue(grant: FakeGrant): ApiAnswer {
    if (grant.refreshToken) grant.spent.push(grant.refreshToken)
    grant.refreshToken = `rt_${randomUUID()}`
    const accessToken = `at_${randomUUID()}`
    grant.accessTokens.set(accessToken, clock() + hub.accessTokenSeconds * 1000)
    const answered = { access_token: accessToken, token_type: 'Bearer', expires_in: hub.accessTokenSeconds }
    return { status: 200, body: { ...answered, refresh_token: grant.refreshToken, scope: 'profile' } }
  }

  function callApi({ method = 'GET', headers }: IncomingMessage, url: URL, text: string): ApiAnswer {
    const accessToken = headers.authorization?.replace('Bearer ', '') ?? ''
    const grant = hub.grants.find((one) => !one.dead && (one.accessTokens.get(accessToken) ?? 0) > clock())
    if (!grant) return invalidToken
    if (url.pathname.endsWith('/api/identity/v1')) return { status: 200, body: hub.identity }
    return api({ home: grant.tenant, method, path: url.pathname, query: url.searchParams, headers, text })
  }

  return hub
}

const invalidGrant: ApiAnswer = { status: 400, body: { error: 'invalid_grant' } }

/** As the protocol tells it, and as the management API does. */
const invalidToken: ApiAnswer = {
  status: 401,
  body: {
    error: 'invalid_token',
    type: 'about:blank',
    code: 'invalid_token',
    title: 'Unauthorized',
    status: 401,
    detail: 'The access token is good no longer.',
  },
}
