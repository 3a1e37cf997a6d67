import { describeEvent, findSignedIn } from '@identity-hub/core'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import type { CsrfTokens } from '../http/csrf.ts'
import { sendPage } from '../http/send-page.ts'
import type { Tenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import { signedOutPage, signOutPage } from '../pages/sign-out-page.ts'
import { openPageTenancy } from './open-interaction.ts'
import { accountPath, type TenantPath } from './page-paths.ts'
import { readPageForm } from './read-page-form.ts'

export function showSignOut(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: TenantPath): Promise<void> => {
    const tenancy = await openPageTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return
    const { storage, tenant, cookies } = tenancy
    const { facts } = visitOf(ctx)
    const person = await findSignedIn(storage, cookies.sessionHash(), facts)
    const locale = tenancy.locale()
    if (person === null) return sendPage(ctx, 200, signedOutPage({ locale, tenantName: tenant.name }))
    const page = signOutPage({
      locale,
      tenantName: tenant.name,
      account: { displayName: person.account.displayName, userName: person.account.userName },
      accountHref: accountPath(tenant.slug),
      action: `/${tenant.slug}/sign-out`,
      csrfToken: csrf.issue(bindingOf(tenancy, cookies.browser(facts.random))),
    })
    sendPage(ctx, 200, page)
  }
}

/** Ends the session's record, so that a copy of the cookie is worth nothing. Grants stay: apps go on working. */
export function postSignOut(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: TenantPath): Promise<void> => {
    const tenancy = await openPageTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return
    const { storage, tenant, cookies } = tenancy
    const visit = visitOf(ctx)
    const field = await readPageForm(ctx, tenancy, (token) =>
      csrf.check(bindingOf(tenancy, cookies.read('browser') ?? ''), token),
    )
    if (field === null) return
    const sessionHash = cookies.sessionHash()
    const person = await findSignedIn(storage, sessionHash, visit.facts)
    if (sessionHash !== null) {
      const subjects = { actor: person?.account.id ?? null, subject: person?.account.id ?? null }
      const events = { ended: [describeEvent(visit.facts, 'account.signed_out', {}, subjects)] }
      await storage.endSession({ sessionHash, now: visit.facts.now, events })
    }
    cookies.clear('session')
    sendPage(ctx, 200, signedOutPage({ locale: tenancy.locale(), tenantName: tenant.name }))
  }
}

function bindingOf({ tenant, cookies }: Tenancy, browserValue: string) {
  return { tenantId: tenant.id, browserValue, form: 'sign-out', subject: cookies.sessionHash() ?? '' }
}
