import { REDIRECT_URI, TEST_USER, type TestHub } from './start-test-hub.ts'

// RFC 7636 appendix B.
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

/** Keeps cookies and follows no redirect. */
export class TestBrowser {
  readonly #origin: string
  readonly #tenant: string
  readonly #headers: Readonly<Record<string, string>>
  readonly #cookies = new Map<string, string>()

  constructor(
    { origin }: Pick<TestHub, 'origin'>,
    { tenant = 'acme', headers = {} }: { tenant?: string; headers?: Readonly<Record<string, string>> } = {},
  ) {
    this.#origin = origin
    this.#tenant = tenant
    this.#headers = headers
  }

  async request(path: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(new URL(path, this.#origin), {
      redirect: 'manual',
      headers: { ...this.#headers, Cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return response
  }

  /** With cookies of its own from now on, as somebody has who took a copy. */
  copy(): TestBrowser {
    const copy = new TestBrowser({ origin: this.#origin }, { tenant: this.#tenant, headers: this.#headers })
    for (const [name, value] of this.#cookies) copy.#cookies.set(name, value)
    return copy
  }

  /** As if the response that set the cookie had been lost. */
  forget(name: 'session' | 'device'): void {
    this.#cookies.delete(`hub-${this.#tenant}-${name}`)
  }

  requestAuthorization(clientId: string, parameters: Record<string, string> = {}): Promise<Response> {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: REDIRECT_URI,
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      ...parameters,
    })
    return this.request(`/${this.#tenant}/oauth2/v1/auth?${query.toString()}`)
  }

  /** To the page that the authorization endpoint leads to, or to the client. */
  async authorize(clientId: string, parameters: Record<string, string> = {}): Promise<string> {
    const response = await this.requestAuthorization(clientId, parameters)
    return response.headers.get('Location') ?? `status ${response.status}`
  }

  /** Posts a page's form with its hidden token. */
  async submit(path: string, fields: Record<string, string>, action: string = path): Promise<Response> {
    const page = await (await this.request(path)).text()
    const token = /name="csrf_token" value="([^"]+)"/.exec(page)?.[1] ?? ''
    return this.request(action, { csrf_token: token, ...fields })
  }

  signIn(path: string, password = TEST_USER.password): Promise<Response> {
    return this.submit(path, { username: TEST_USER.email, password })
  }

  /** The whole way, for a first-party client. */
  async obtainCode(clientId: string, parameters: Record<string, string> = {}): Promise<string> {
    let location = await this.authorize(clientId, parameters)
    if (location.startsWith('/')) location = (await this.signIn(location)).headers.get('Location') ?? ''
    return new URL(location).searchParams.get('code') ?? `no code: ${location}`
  }
}

export interface TestClient {
  readonly clientId: string
  readonly clientSecret: string
}

export interface TokenAnswer {
  readonly status: number
  readonly error?: string
  readonly access_token?: string
  readonly refresh_token?: string
  readonly expires_in?: number
}

export async function requestToken(
  hub: TestHub,
  client: TestClient,
  form: Record<string, string>,
): Promise<TokenAnswer> {
  const response = await fetch(`${hub.origin}/acme/oauth2/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, client_secret: client.clientSecret, ...form }),
  })
  // What the contract says a token response is.
  return { status: response.status, ...((await response.json()) as Omit<TokenAnswer, 'status'>) }
}

export function exchange(hub: TestHub, client: TestClient, code: string): Promise<TokenAnswer> {
  return requestToken(hub, client, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT_URI,
    code_verifier: VERIFIER,
  })
}

export function refresh(hub: TestHub, client: TestClient, token: string | undefined): Promise<TokenAnswer> {
  return requestToken(hub, client, { grant_type: 'refresh_token', refresh_token: token ?? '' })
}

export async function identityStatus(hub: TestHub, token: string | undefined): Promise<number> {
  const response = await fetch(`${hub.origin}/acme/api/identity/v1`, {
    headers: { Authorization: `Bearer ${token ?? ''}` },
  })
  return response.status
}
