import { randomUUID } from 'node:crypto'
import type { ManagementClient } from '@identity-hub/client/management'
import { REDIRECT_URI } from '../../src/testing/start-test-hub.ts'
import { TestBrowser, VERIFIER, type TestClient, type TokenAnswer } from '../../src/testing/test-browser.ts'
import { PASSWORD, type Site } from './start-sites.ts'

/** How a row differs from the others before its event. */
export interface Setting {
  /** The scope that is granted beside `profile`; `requires`: one of its own, that requires these roles. */
  readonly scope?: 'reports' | 'reports-of-members' | 'reports-of-sales' | { readonly requires: readonly string[] }
  /** Of the app. */
  readonly requiredRole?: string
  /** The person is asked by the app. */
  readonly consent?: boolean
  /** It changes the tenant as a whole. */
  readonly ownTenant?: boolean
}

/** A person and an app of their own, with one of each thing that can end. */
export interface Situation {
  readonly site: Site
  readonly tenant: string
  /** At the hub where events happen. */
  readonly manager: ManagementClient
  readonly userId: string
  readonly email: string
  readonly scope: string
  /** Its secret changes with the event that rotates it. */
  client: TestClient
  /** Signed in at the other hub. */
  readonly browser: TestBrowser
  readonly held: Held
}

export interface Held {
  readonly code: string
  readonly accessToken: string
  readonly refreshToken: string
  readonly appToken: string
}

const GRANT_TYPES = ['authorization_code', 'refresh_token', 'client_credentials'] as const

/** Everything is obtained from the hub that is looked at later, so it has seen it all as it was. */
export async function furnish(site: Site, tenant: string, setting: Setting): Promise<Situation> {
  const manager = site.manage(tenant)
  const name = randomUUID()
  const { scope: wanted = 'reports', requiredRole } = setting
  const scope = typeof wanted === 'string' ? wanted : name
  if (typeof wanted !== 'string')
    await manager.createScope({ body: { name: scope, required_roles: [...wanted.requires] } })
  const email = `${name}@example.org`
  const [user, registered] = await Promise.all([
    manager.createUser({
      body: {
        email,
        name: 'Ada',
        password_hash: site.passwordHash,
        roles: ['member', 'other'],
        claims: { department: 'sales', office: 'delft' },
      },
    }),
    manager.createClient({
      body: {
        name: 'App',
        type: 'confidential',
        first_party: setting.consent !== true,
        redirect_uris: [REDIRECT_URI],
        grant_types: [...GRANT_TYPES],
        scopes: ['profile', scope, 'spare'].map((one) => ({ name: one })),
        ...(requiredRole !== undefined && { required_role: requiredRole }),
      },
    }),
  ])
  const client = { clientId: registered.body.client_id, clientSecret: registered.body.client_secret ?? '' }
  const browser = new TestBrowser({ origin: site.second }, { tenant })
  const at = { site, tenant, manager, userId: user.body.id, email, scope, client, browser }
  // A scope that requires something of a person is none for an app itself.
  const isFree = typeof wanted === 'string' ? wanted === 'reports' : wanted.requires.length === 0
  return { ...at, held: await obtain(at, isFree ? scope : 'spare') }
}

type Furnished = Omit<Situation, 'held'>

async function obtain(at: Furnished, ofApp: string): Promise<Held> {
  const first = await signIn(at)
  const [second, code] = await Promise.all([obtainCode(at), obtainCode(at)])
  const { second: address } = at.site
  const [access, refresh, own] = await Promise.all([
    exchange(at, address, first),
    exchange(at, address, second),
    requestToken(at, address, { grant_type: 'client_credentials', scope: ofApp }),
  ])
  return {
    code,
    accessToken: issued(access, access.access_token),
    refreshToken: issued(refresh, refresh.refresh_token),
    appToken: issued(own, own.access_token),
  }
}

function issued(answer: TokenAnswer, token: string | undefined): string {
  if (token === undefined) throw new Error(`no token: ${JSON.stringify(answer)}`)
  return token
}

async function signIn(at: Furnished): Promise<string> {
  const page = await at.browser.authorize(at.client.clientId, scopeOf(at))
  const answer = await at.browser.submit(page, { username: at.email, password: PASSWORD })
  return goOn(at, answer.headers.get('Location') ?? '')
}

async function obtainCode(at: Furnished): Promise<string> {
  return goOn(at, await at.browser.authorize(at.client.clientId, scopeOf(at)))
}

/** To the client, as a browser goes: by redirects, and over a page that asks for consent. */
async function goOn(at: Furnished, location: string): Promise<string> {
  if (!location.startsWith('/')) return codeIn(location)
  const page = await at.browser.request(location)
  const answer = page.status === 200 ? await at.browser.submit(location, { decision: 'allow' }) : page
  return goOn(at, answer.headers.get('Location') ?? '')
}

const scopeOf = ({ scope }: Furnished) => ({ scope: `profile ${scope}` })

function codeIn(location: string): string {
  const code = URL.canParse(location) ? new URL(location).searchParams.get('code') : null
  if (code === null) throw new Error(`no code: ${location}`)
  return code
}

export function exchange(at: Furnished, address: string, code: string): Promise<TokenAnswer & Asked> {
  return requestToken(at, address, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT_URI,
    code_verifier: VERIFIER,
  })
}

/** How the log calls a request. */
export interface Asked {
  readonly requestId: string
}

export async function requestToken(
  { tenant, client }: Furnished,
  address: string,
  form: Readonly<Record<string, string>>,
): Promise<TokenAnswer & Asked> {
  const response = await fetch(`${address}/${tenant}/oauth2/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, client_secret: client.clientSecret, ...form }),
  })
  // What the contract says a token response is.
  const answer = (await response.json()) as Omit<TokenAnswer, 'status'>
  return { ...answer, status: response.status, requestId: response.headers.get('X-Request-Id') ?? '' }
}

export async function revoke({ tenant, client }: Situation, address: string, token: string): Promise<void> {
  await fetch(`${address}/${tenant}/oauth2/v1/revoke`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, client_secret: client.clientSecret, token }),
  })
}
