import { readCookie, sessionOf, writeCookie, type Visit } from '../http/visit.ts'
import { isGenuine, tokenField } from './forms.ts'
import { pageOf, sendNotice, sendPage } from './page.ts'

export function showSignOut(visit: Visit): void {
  const { ctx, rules, tenant } = visit
  const session = sessionOf(visit)
  if (session === undefined) return sendNotice(ctx, rules, 200, 'You are signed out.')
  const form = `<p>${rules.escape(session.account.username)}</p><form method="post" action="/${tenant.slug}/sign-out">${tokenField(visit, 'sign-out')}<button>Sign out</button></form>`
  sendPage(ctx, rules, 200, pageOf('Sign out?', form))
}

/** Ends the session itself, so that a copy of the cookie is worth nothing. */
export function postSignOut(visit: Visit, fields: URLSearchParams): void {
  const { ctx, rules, tenant } = visit
  if (!isGenuine(visit, 'sign-out', fields))
    return sendNotice(ctx, rules, 403, 'This form was not shown to this browser.')
  rules.endOnSignOut(tenant, readCookie(visit, 'session') ?? '')
  writeCookie(visit, 'session', null)
  sendNotice(ctx, rules, 200, 'You are signed out.')
}
