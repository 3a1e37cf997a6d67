import { answerPage, describeError, isCsrfToken, readForm, redirect } from '@identity-hub/web-app'
import type { Middleware } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { leaveNotice } from '../http/notice.ts'
import { endSession, findSession, issuerOf } from '../http/session.ts'
import { messagePage } from '../pages/message-page.ts'

const PATIENCE_MILLISECONDS = 2_000

/** Ends the session here and its grant at the hub. RFC 7009 */
export function signOut(dependencies: Dependencies): Middleware {
  const { hubOrigin, clients, storage, cookies, log } = dependencies
  return async (ctx) => {
    const signedIn = findSession(ctx, dependencies)
    if (!signedIn) return redirect(ctx, '/')
    const form = await readForm(ctx)
    if (typeof form === 'number' || !isCsrfToken(form.get('csrf') ?? undefined, signedIn.cookie))
      return answerPage(ctx, String(messagePage('foreign-form')), typeof form === 'number' ? form : 403)
    const { tenant, grant } = signedIn
    const tokens = await storage.grantsOf(issuerOf(hubOrigin, tenant)).store.load(grant.id)
    endSession(ctx, dependencies, signedIn, 'signed-out')
    leaveNotice(ctx, cookies, { kind: 'done', text: 'You are signed out here.' })
    if (tokens) {
      try {
        await clients.find(tenant).revoke(tokens, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) })
      } catch (error) {
        // The tokens are erased here, and nobody else has them.
        log.warn({ error: describeError(error) }, 'grant not revoked at the hub')
      }
    }
    redirect(ctx, `/?signed_out=${tenant}`)
  }
}
