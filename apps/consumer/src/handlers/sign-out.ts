import type { TokenSet } from '@identity-hub/client'
import { describeError, answerPage, redirect, isCsrfToken, readForm } from '@identity-hub/web-app'
import type { Dependencies } from '../dependencies.ts'
import { leaveNotice } from '../http/notice-cookie.ts'
import type { Handler } from '../http/routes.ts'
import { findSession } from '../http/session.ts'
import { messagePage } from '../pages/message-page.ts'

const patienceMilliseconds = 2_000

/** Ends this browser's session and its grant, here and at the hub: nobody signs out in order to be called for. */
export function signOut(dependencies: Dependencies): Handler {
  const { hub, storage, cookies, clock, log } = dependencies
  return async (ctx) => {
    const signedIn = findSession(ctx, dependencies)
    if (!signedIn) return redirect(ctx, '/')
    const form = await readForm(ctx)
    if (typeof form === 'number' || !isCsrfToken(form.get('csrf') ?? undefined, signedIn.cookie)) {
      return answerPage(ctx, messagePage('foreign-form'), typeof form === 'number' ? form : 403)
    }
    const grantId = signedIn.grant.id
    const tokens = await storage.grants.store.load(grantId)
    storage.grants.end(grantId, 'signed-out', clock())
    storage.sessions.end(signedIn.cookie)
    cookies.clear(ctx, 'consumer-session')
    leaveNotice(ctx, cookies, 'signed-out')
    if (tokens) await tellHub(grantId, tokens)
    redirect(ctx, '/')
  }

  /** RFC 7009. While the hub is away the person goes all the same: the tokens are erased here, and nobody else has them. */
  async function tellHub(grantId: string, tokens: TokenSet): Promise<void> {
    try {
      await hub.revoke(tokens, { signal: AbortSignal.timeout(patienceMilliseconds) })
    } catch (error) {
      log.warn({ grantId, error: describeError(error) }, 'grant not revoked at the hub')
    }
  }
}
