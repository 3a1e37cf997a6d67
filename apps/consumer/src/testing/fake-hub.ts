import { hash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

interface FakeGrant {
  refreshToken: string
  spent: string[]
  accessTokens: Map<string, number>
  dead: boolean
}

/** A small hub with one person who agrees to everything, or to nothing. */
export interface FakeHub {
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

export async function fakeHub({ clock = Date.now }: { clock?: () => number } = {}): Promise<FakeHub> {
  const codes = new Map<string, { challenge: string | null; redirectUri: string | null }>()
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
  const issuer = `http://127.0.0.1:${port}/acme`

  const hub: FakeHub = {
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
    if (url.pathname.endsWith('/auth')) return authorize(url.searchParams, response)
    const [status, body] = url.pathname.endsWith('/token')
      ? token(new URLSearchParams(text))
      : url.pathname.endsWith('/revoke')
        ? revoke(new URLSearchParams(text))
        : url.pathname.endsWith('/api/identity/v1')
          ? identity(request)
          : [200, metadata()]
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="acme", error="invalid_token"')
    response.writeHead(status, { 'Content-Type': 'application/json;charset=UTF-8', 'X-Request-Id': randomUUID() })
    response.end(JSON.stringify(body))
  }

  function metadata(): Record<string, unknown> {
    return {
      issuer,
      authorization_endpoint: `${issuer}/oauth2/v1/auth`,
      token_endpoint: `${issuer}/oauth2/v1/token`,
      revocation_endpoint: `${issuer}/oauth2/v1/revoke`,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    }
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const redirectUri = query.get('redirect_uri')
    const back = new URL(redirectUri ?? issuer)
    const code = randomUUID()
    if (hub.refusal === undefined) {
      codes.set(code, { challenge: query.get('code_challenge'), redirectUri })
      back.searchParams.set('code', code)
    } else back.searchParams.set('error', hub.refusal)
    back.searchParams.set('state', query.get('state') ?? '')
    back.searchParams.set('iss', issuer)
    response.writeHead(303, { Location: back.href })
    response.end()
  }

  function token(form: URLSearchParams): [number, Record<string, unknown>] {
    if (form.get('grant_type') === 'authorization_code') {
      const code = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const challenge = hash('sha256', form.get('code_verifier') ?? '', 'base64url')
      if (!code || code.challenge !== challenge || code.redirectUri !== form.get('redirect_uri')) return invalidGrant
      const grant: FakeGrant = { refreshToken: '', spent: [], accessTokens: new Map(), dead: false }
      hub.grants.push(grant)
      return issue(grant)
    }
    const presented = form.get('refresh_token') ?? ''
    const grant = hub.grants.find(({ refreshToken, spent }) => refreshToken === presented || spent.includes(presented))
    if (!grant || grant.dead) return invalidGrant
    if (grant.refreshToken === presented) return issue(grant)
    grant.dead = true
    return invalidGrant
  }

  function revoke(form: URLSearchParams): [number, Record<string, unknown>] {
    const grant = hub.grants.find(({ refreshToken }) => refreshToken === form.get('token'))
    if (grant) grant.dead = true
    return [200, {}]
  }

  function issue(grant: FakeGrant): [number, Record<string, unknown>] {
    if (grant.refreshToken) grant.spent.push(grant.refreshToken)
    grant.refreshToken = `rt_${randomUUID()}`
    const accessToken = `at_${randomUUID()}`
    grant.accessTokens.set(accessToken, clock() + hub.accessTokenSeconds * 1000)
    const answered = { access_token: accessToken, token_type: 'Bearer', expires_in: hub.accessTokenSeconds }
    return [200, { ...answered, refresh_token: grant.refreshToken, scope: 'profile' }]
  }

  function identity(request: IncomingMessage): [number, Record<string, unknown>] {
    const accessToken = request.headers.authorization?.replace('Bearer ', '') ?? ''
    const isGood = hub.grants.some((grant) => !grant.dead && (grant.accessTokens.get(accessToken) ?? 0) > clock())
    return isGood ? [200, hub.identity] : [401, { error: 'invalid_token' }]
  }

  return hub
}

const invalidGrant: [number, Record<string, unknown>] = [400, { error: 'invalid_grant' }]
