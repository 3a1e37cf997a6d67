import { HubUnreachableError, isHubClientError } from '@identity-hub/client'
import { pendingSeconds, randomId, describeError, answerPage, redirect } from '@identity-hub/web-app'
import type { Dependencies } from '../dependencies.ts'
import type { Handler } from '../http/routes.ts'
import { messagePage } from '../pages/message-page.ts'
import { ownPage } from './own-page.ts'

/** Sends the browser to the hub. It may do so in several tabs; each has a state of its own. */
export function signIn({ hub, storage, cookies, log }: Dependencies): Handler {
  return async (ctx) => {
    try {
      // Asked anew, so that nobody is sent to a hub that is not there.
      await hub.getMetadata({ revalidate: true })
      const returnTo = ownPage(ctx.URL.searchParams.get('return_to'))
      const { url, pending } = await hub.startAuthorization({ returnTo })
      const browser = cookies.get(ctx, 'consumer-browser') ?? randomId()
      storage.pendingAuthorizations.remember(browser, pending)
      cookies.set(ctx, 'consumer-browser', browser, pendingSeconds)
      redirect(ctx, url)
    } catch (error) {
      if (!isHubClientError(error)) throw error
      log.warn({ error: describeError(error) }, 'sign-in not started')
      const isAway = error instanceof HubUnreachableError
      ctx.set('Retry-After', String((isAway ? error.retryAfterSeconds : undefined) ?? 5))
      answerPage(ctx, messagePage(isAway ? 'hub-away' : 'hub-unusable'), 503)
    }
  }
}
