import type { Sent } from './ask.ts'
import { TWIN, type Holder } from './holder.ts'
import type { Credential, Kind, Values } from './values.ts'
import type { Cookie } from './visitor.ts'

/** How one endpoint is asked, or one of its ways, and what it looks at. */
export interface Entry {
  /** Where an endpoint has several: what sets this one apart. */
  readonly way?: string
  readonly looksAt: readonly Kind[]
  /** Of what it looks at: where a tenant's own value is answered like an unknown one, and why that is right. */
  readonly alike?: Readonly<Partial<Record<Kind, string>>>
  readonly send: (tenant: string, values: Values) => Sent
  /** Values that are good for one request. */
  readonly prepare?: (holder: Holder) => Promise<Partial<Values>>
  /** More of them for the one request that is let through, because it ends what it names. */
  readonly spend?: (holder: Holder) => Promise<Partial<Values>>
  /** What it answers when everything is right; 2xx and 3xx when left out. */
  readonly accepted?: number
}

/** What fits in one request beside each other: cookies, parameters, and one value of `Authorization` at a time. */
export const CARRIED_TOGETHER = [
  ['browser', 'session', 'device'],
  ['code', 'refresh-token', 'client-id', 'csrf', 'interaction', 'password-link', 'password'],
  ['access-token'],
  ['management-token'],
  ['client-secret'],
] as const satisfies readonly (readonly Credential[])[]

type Carrier = (sent: Sent, value: string) => Sent

/** Where each credential would stand in a request that does not ask for it. */
const CARRIERS: Readonly<Record<Credential, Carrier>> = {
  code: parameter('code'),
  'access-token': authorization((value) => `Bearer ${value}`),
  'refresh-token': parameter('refresh_token'),
  'management-token': authorization((value) => `Bearer ${value}`),
  'client-id': parameter('client_id'),
  'client-secret': authorization((value) => `Basic ${Buffer.from(`${TWIN}:${value}`).toString('base64')}`),
  browser: cookie('browser'),
  session: cookie('session'),
  device: cookie('device'),
  csrf: parameter('csrf_token'),
  interaction: parameter('interaction'),
  'password-link': parameter('link'),
  password: parameter('password'),
}

export function carry(sent: Sent, credentials: Readonly<Partial<Record<Credential, string>>>): Sent {
  let carrying = sent
  // Object.entries does not tell that it knows the names.
  for (const [credential, value] of Object.entries(credentials) as [Credential, string][])
    carrying = CARRIERS[credential](carrying, value)
  return carrying
}

function authorization(of: (value: string) => string): Carrier {
  return (sent, value) => ({ ...sent, authorization: of(value) })
}

function parameter(name: string): Carrier {
  return (sent, value) =>
    sent.form === undefined
      ? { ...sent, query: { ...sent.query, [name]: value } }
      : { ...sent, form: { ...sent.form, [name]: value } }
}

function cookie(name: Cookie): Carrier {
  return (sent, value) => ({ ...sent, cookies: { ...sent.cookies, [name]: value } })
}
