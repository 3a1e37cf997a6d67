import { isHubClientError, type AuthorizationRefusal, type HubClientError } from '@identity-hub/client'
import type { LooseParameters, WebhookHandlers, WebhookResponse } from '@identity-hub/koa-server'
import type { Context } from 'koa'
import { createRecentFinishes, describeError, type Finish } from '@identity-hub/web-app'
import type { Dependencies } from '../dependencies.ts'
import { leaveNotice } from '../http/notice-cookie.ts'
import { beginSession } from '../http/session.ts'
import { callForGrant } from '../job/call-for-grant.ts'
import { messagePage } from '../pages/message-page.ts'
import type { NoticeCode } from '../pages/notice.ts'
import { ownPage } from './own-page.ts'

type Response = WebhookResponse<'authorizationResponse'>

/** The query comes unchecked, because a client meets error codes that the contract does not list. */
export const unchecked = { authorizationResponse: false } as const

/** Finishes what `signIn` began. RFC 6749 §4.1.2–4.1.4 */
export function authorizationResponse(
  dependencies: Dependencies,
): WebhookHandlers<Context, typeof unchecked>['authorizationResponse'] {
  const { hub, storage, cookies, clock, log } = dependencies
  const recent = createRecentFinishes(clock)

  async function answer(ctx: Context, query: LooseParameters): Promise<Response> {
    const browser = cookies.get(ctx, 'consumer-browser') ?? ''
    try {
      const known = recent.find(browser, ctx.querystring)
      const { grantId, returnTo } = await (known ?? recent.begin(browser, ctx.querystring, finish(browser, query)))
      if (known === undefined || !isSignedInTo(ctx, grantId)) {
        // Signed out meanwhile: going back does not sign in again.
        if (known !== undefined && storage.grants.find(grantId)?.end !== undefined) return foreignResponse
        beginSession(ctx, dependencies, grantId)
      }
      return seeOther(ownPage(returnTo))
    } catch (error) {
      if (!isHubClientError(error) || error.kind === 'store') throw error
      log.warn({ error: describeError(error) }, 'sign-in not finished')
      return explain(ctx, error)
    }
  }

  async function finish(browser: string, query: LooseParameters): Promise<Finish> {
    const { state } = query
    const isAnswerable = browser !== '' && typeof state === 'string'
    const pending = isAnswerable ? storage.pendingAuthorizations.take(browser, state) : undefined
    try {
      const { grantId } = await hub.finishAuthorization(query, pending)
      await callOnce(grantId)
      return { grantId, returnTo: pending?.returnTo }
    } catch (error) {
      // The same page may be loaded again while the code is good.
      if (isHubClientError(error) && error.kind === 'hub-unreachable' && pending)
        storage.pendingAuthorizations.remember(browser, pending)
      throw error
    }
  }

  function isSignedInTo(ctx: Context, grantId: string): boolean {
    const cookie = cookies.get(ctx, 'consumer-session')
    return cookie !== undefined && storage.sessions.find(cookie, clock())?.grantId === grantId
  }

  /** So that the person is known from the start; whatever comes of it, they are signed in. */
  async function callOnce(grantId: string): Promise<void> {
    const { event, error, requestId } = await callForGrant({ hub, grants: storage.grants, clock }, grantId)
    if (event) storage.timeline.add(grantId, event, { at: clock(), requestId })
    if (error !== undefined) log.warn({ grantId, error: describeError(error) }, 'first call')
  }

  function explain(ctx: Context, error: HubClientError): Response {
    if (error.kind === 'authorization-response') return foreignResponse
    if (error.kind === 'authorization-refused') return withNotice(ctx, refusalNotice(error.error))
    if (error.kind === 'oauth') return withNotice(ctx, error.error === 'invalid_grant' ? 'try-again' : 'misconfigured')
    const retryAfterSeconds = error.kind === 'hub-unreachable' ? error.retryAfterSeconds : undefined
    return {
      status: 503,
      headers: { ...noStore, 'Retry-After': String(retryAfterSeconds ?? 5) },
      body: messagePage(error.kind === 'hub-unreachable' ? 'hub-away' : 'hub-unusable'),
    }
  }

  function withNotice(ctx: Context, notice: NoticeCode): Response {
    leaveNotice(ctx, cookies, notice)
    return seeOther('/')
  }

  return ({ query, context }) => answer(context, query)
}

const noStore = { 'Cache-Control': 'no-store' } as const
const foreignResponse = { status: 400, headers: noStore, body: messagePage('foreign-response') } as const

/** A clean address: the code leaves the address bar and the history. */
function seeOther(location: string): Response {
  return { status: 303, headers: { ...noStore, Location: location } }
}

function refusalNotice(error: AuthorizationRefusal): NoticeCode {
  if (error === 'access_denied') return 'access-denied'
  return error === 'unauthorized_client' || error === 'invalid_scope' ? 'misconfigured' : 'refused'
}
