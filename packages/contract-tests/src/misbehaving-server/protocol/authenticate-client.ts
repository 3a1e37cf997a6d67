import type { LooseParameters } from '@identity-hub/koa-server'
import type { Visit } from '../http/visit.ts'
import type { Client } from '../state/records.ts'
import type { Tenant } from '../state/tenant.ts'

export const notCached = { 'Cache-Control': 'no-store', Pragma: 'no-cache' } as const

/** The client that a request proves to be from, or what it is answered with. Guesses count before they are evaluated. */
export function authenticateClient({ rules, tenant, ctx }: Visit, body: LooseParameters) {
  const presented = rules.readCredentials(ctx.req.headers.authorization, body)
  if (presented.kind === 'invalid_request') return badRequest('The client may prove who it is in one way only.')
  if (presented.kind !== 'presented') return invalidClient(tenant)
  const limits = presented.secret === null ? [] : rules.secretLimits(presented.clientId, rules.sourceOf(ctx))
  const refused = rules.takeAttempt(tenant, limits)
  if (refused !== null) return tooManyRequests(refused.retryAfterSeconds)
  const client: Client | null = rules.authenticate(tenant, presented)
  if (client === null) return invalidClient(tenant)
  rules.forgiveSecret(tenant, limits)
  return client
}

/** What is wrong with the parameters of any request that a client posts; null: nothing. */
export function checkParameters({ rules, ctx }: Visit, body: LooseParameters) {
  if (rules.isInQuery(ctx.querystring)) return badRequest('Parameters belong in the body.')
  return rules.isRepeated(body) ? badRequest('A parameter was sent more than once.') : null
}

/** A challenge goes with every failed authentication, so that none tells what was wrong. RFC 6749 §5.2 */
export function invalidClient({ slug }: Tenant) {
  return {
    status: 401,
    headers: { ...notCached, 'WWW-Authenticate': `Basic realm="${slug}", charset="UTF-8"` },
    body: { error: 'invalid_client', error_description: 'The client has to prove who it is.' },
  } as const
}

export function badRequest(error_description: string) {
  return { status: 400, headers: notCached, body: { error: 'invalid_request', error_description } } as const
}

export function tooManyRequests(retryAfterSeconds: number) {
  return {
    status: 429,
    headers: { ...notCached, 'Retry-After': String(retryAfterSeconds) },
    body: { error: 'temporarily_unavailable' },
  } as const
}
