import { isHubClientError, type HubClientError } from '@identity-hub/client'
import type { LooseParameters, WebhookHandlers, WebhookResponse } from '@identity-hub/koa-server'
import { createRecentFinishes, describeError, type Finish } from '@identity-hub/web-app'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { beginSession, findSession, issuerOf } from '../http/session.ts'
import { messagePage, type MessageCode } from '../pages/message-page.ts'
import { ownPage } from './own-page.ts'

type Response = WebhookResponse<'authorizationResponse'>

/** The query comes unchecked, because a client meets error codes that the contract does not list. */
export const unchecked = { authorizationResponse: false } as const

/** Finishes what `signIn` began. RFC 6749 §4.1.2–4.1.4 */
export function authorizationResponse(
  dependencies: Dependencies,
): WebhookHandlers<Context, typeof unchecked>['authorizationResponse'] {
  const { hubOrigin, clients, storage, cookies, clock, log } = dependencies
  const recent = createRecentFinishes(clock)

  /** The tenant is part of the issuer that the sign-in was begun at. */
  async function finish(browser: string, query: LooseParameters): Promise<Finish> {
    const { state } = query
    const pending =
      browser !== '' && typeof state === 'string' ? storage.pendingAuthorizations.take(browser, state) : undefined
    const tenant = tenantOf(pending?.issuer)
    try {
      const { grantId } = await clients.find(tenant).finishAuthorization(query, pending)
      return { grantId, returnTo: ownPage(pending?.returnTo, tenant) }
    } catch (error) {
      // The same page may be loaded again while the code is good.
      if (isHubClientError(error) && error.kind === 'hub-unreachable' && pending)
        storage.pendingAuthorizations.remember(browser, pending)
      throw error
    }
  }

  const tenantOf = (issuer: string | undefined): string =>
    issuer?.startsWith(`${hubOrigin}/`) === true ? issuer.slice(hubOrigin.length + 1) : 'hub'

  async function answer(ctx: Context, query: LooseParameters): Promise<Response> {
    const browser = cookies.get(ctx, 'admin-browser') ?? ''
    try {
      const known = recent.find(browser, ctx.querystring)
      const { grantId, returnTo = '/' } = await (known ??
        recent.begin(browser, ctx.querystring, finish(browser, query)))
      const tenant = tenantOf(typeof query['iss'] === 'string' ? query['iss'] : undefined)
      if (known === undefined || findSession(ctx, dependencies)?.grant.id !== grantId) {
        // Signed out meanwhile: going back does not sign in again.
        const grant = storage.grantsOf(issuerOf(hubOrigin, tenant)).find(grantId)
        if (grant === undefined || grant.end) return refusal('foreign-response', 400)
        beginSession(ctx, dependencies, tenant, grantId)
      }
      return { status: 303, headers: { ...noStore, Location: returnTo } }
    } catch (error) {
      if (!isHubClientError(error) || error.kind === 'store') throw error
      log.warn({ error: describeError(error) }, 'sign-in not finished')
      return explain(error)
    }
  }

  return ({ query, context }) => answer(context, query)
}

const noStore = { 'Cache-Control': 'no-store' } as const

function explain(error: HubClientError): Response {
  if (error.kind === 'authorization-response') return refusal('foreign-response', 400)
  if (error.kind === 'authorization-refused') return refusal('access-denied', 400)
  if (error.kind === 'oauth') return refusal(error.error === 'invalid_grant' ? 'foreign-response' : 'hub-unusable', 400)
  const retryAfterSeconds = error.kind === 'hub-unreachable' ? error.retryAfterSeconds : undefined
  return {
    status: 503,
    headers: { ...noStore, 'Retry-After': String(retryAfterSeconds ?? 5) },
    body: String(messagePage(error.kind === 'hub-unreachable' ? 'hub-away' : 'hub-unusable')),
  }
}

function refusal(code: MessageCode, status: 400): Response {
  return { status, headers: noStore, body: String(messagePage(code)) }
}
