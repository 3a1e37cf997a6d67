import { HubUnreachableError, isHubClientError } from '@identity-hub/client'
import { answerPage, describeError, pendingSeconds, randomId, redirect } from '@identity-hub/web-app'
import type { Middleware } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { takeNotice } from '../http/notice.ts'
import { findSession, isSlug } from '../http/session.ts'
import { messagePage } from '../pages/message-page.ts'
import { startPage } from '../pages/start-page.ts'
import { ownPage } from './own-page.ts'

/** Whoever is signed in goes to their tenant; everybody else says which one is theirs. */
export function start(dependencies: Dependencies): Middleware {
  return (ctx) => {
    const signedIn = findSession(ctx, dependencies)
    const { searchParams } = ctx.URL
    const returnTo = searchParams.get('return_to') ?? undefined
    const left = searchParams.get('signed_out') ?? ''
    if (signedIn && !signedIn.grant.end && returnTo === undefined) return redirect(ctx, `/tenants/${signedIn.tenant}`)
    const tenant = signedIn?.tenant ?? (isSlug(left) ? left : undefined)
    const signOutAt = isSlug(left) ? `${dependencies.hubOrigin}/${left}/sign-out` : undefined
    const notice = takeNotice(ctx, dependencies.cookies)
    answerPage(ctx, String(startPage({ notice, tenant, returnTo, signOutAt })))
  }
}

/** Sends the browser to the hub. It may do so in several tabs; each has a state of its own. */
export function signIn({ clients, storage, cookies, log }: Dependencies): Middleware {
  return async (ctx) => {
    const tenant = ctx.URL.searchParams.get('tenant')?.trim().toLowerCase() ?? ''
    if (!isSlug(tenant)) return answerPage(ctx, String(messagePage('unknown-tenant')), 404)
    const hub = clients.find(tenant)
    try {
      // Asked anew, so that nobody is sent to a tenant that is not there.
      await hub.getMetadata({ revalidate: true })
      clients.keep(tenant, hub)
      const returnTo = ownPage(ctx.URL.searchParams.get('return_to'), tenant)
      const { url, pending } = await hub.startAuthorization({ returnTo })
      const browser = cookies.get(ctx, 'admin-browser') ?? randomId()
      storage.pendingAuthorizations.remember(browser, pending)
      cookies.set(ctx, 'admin-browser', browser, pendingSeconds)
      redirect(ctx, url)
    } catch (error) {
      if (!isHubClientError(error)) throw error
      log.warn({ error: describeError(error) }, 'sign-in not started')
      const isAway = error instanceof HubUnreachableError
      if (isAway) ctx.set('Retry-After', String(error.retryAfterSeconds ?? 5))
      answerPage(ctx, String(messagePage(isAway ? 'hub-away' : 'unknown-tenant')), isAway ? 503 : 404)
    }
  }
}
