import { REDIRECT_URI } from '../../src/testing/start-test-hub.ts'
import type { Answer, Ask, Sent } from './ask.ts'

// RFC 7636 appendix B.
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

export type Cookie = 'browser' | 'session' | 'device'

/** What an authorization request for a code says. */
export function authorizationQuery(clientId: string, scope: string): Readonly<Record<string, string>> {
  return {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope,
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  }
}

/** A browser at one tenant; it keeps cookies and follows no redirect. */
export class Visitor {
  readonly cookies: Partial<Record<Cookie, string>> = {}
  readonly #ask: Ask
  readonly #tenant: string

  constructor(ask: Ask, tenant: string, device?: string) {
    this.#ask = ask
    this.#tenant = tenant
    if (device !== undefined) this.cookies.device = device
  }

  async send(sent: Sent): Promise<Answer> {
    const answer = await this.#ask(this.#tenant, { ...sent, cookies: this.cookies })
    for (const cookie of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name, value = ''] = /-(browser|session|device)=([^;]*)/.exec(cookie) ?? []
      if (name === 'browser' || name === 'session' || name === 'device') {
        if (value === '') delete this.cookies[name]
        else this.cookies[name] = value
      }
    }
    return answer
  }

  open(path: string): Promise<Answer> {
    return this.send({ method: 'GET', path })
  }

  /** Posts the form of a page, with its hidden token. */
  async submit(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    const csrf = csrfOf(await this.open(path))
    return this.send({ method: 'POST', path, form: { csrf_token: csrf, ...fields } })
  }

  async authorize(clientId: string, scope: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const query = { ...authorizationQuery(clientId, scope), ...more }
    return locationOf(await this.send({ method: 'GET', path: `/${this.#tenant}/oauth2/v1/auth`, query }))
  }
}

export function locationOf({ status, headers, body }: Answer): string {
  const { location } = headers
  if (typeof location !== 'string') throw new Error(`${status} leads nowhere: ${body.slice(0, 500)}`)
  return location
}

export function codeOf(location: string): string {
  return new URL(location).searchParams.get('code') ?? `no code: ${location}`
}

export function csrfOf(answer: Answer): string {
  return hidden(answer, 'csrf_token')
}

/** The value of a page's first hidden field of that name. */
export function hidden({ status, body }: Answer, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1]
  if (value === undefined) throw new Error(`${status} has no field ${name}: ${body.slice(0, 500)}`)
  return value
}
