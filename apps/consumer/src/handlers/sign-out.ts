import type { Dependencies } from '../dependencies.ts'
import { answerPage, redirect } from '../http/answer.ts'
import { isCsrfToken } from '../http/csrf-token.ts'
import { leaveNotice } from '../http/notice-cookie.ts'
import { readForm } from '../http/read-form.ts'
import type { Handler } from '../http/routes.ts'
import { findSession } from '../http/session.ts'
import { messagePage } from '../pages/message-page.ts'

/** Ends this browser's session and its grant: nobody signs out in order to be called for. */
export function signOut(dependencies: Dependencies): Handler {
  const { storage, cookies, clock } = dependencies
  return async (ctx) => {
    const signedIn = findSession(ctx, dependencies)
    if (!signedIn) return redirect(ctx, '/')
    const form = await readForm(ctx)
    if (typeof form === 'number' || !isCsrfToken(form.get('csrf') ?? undefined, signedIn.cookie)) {
      return answerPage(ctx, messagePage('foreign-form'), typeof form === 'number' ? form : 403)
    }
    storage.grants.end(signedIn.grant.id, 'signed-out', clock())
    storage.sessions.end(signedIn.cookie)
    cookies.clear(ctx, 'consumer-session')
    leaveNotice(ctx, cookies, 'signed-out')
    redirect(ctx, '/')
  }
}
