import { signIn } from '@identity-hub/core'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import type { CsrfTokens } from '../http/csrf.ts'
import { seeOther, sendPage } from '../http/send-page.ts'
import type { Tenancy } from '../http/tenancy.ts'
import { userAgentOf } from '../http/user-agent.ts'
import { visitOf } from '../http/visit.ts'
import { textsOf } from '../locales/texts.ts'
import { signInPage, type SignInProblem } from '../pages/sign-in-page.ts'
import { openPageTenancy } from './open-interaction.ts'
import { accountPath, type TenantPath } from './page-paths.ts'
import { readPageForm } from './read-page-form.ts'
import { refusedPassword, rememberSignIn, tryPassword } from './try-password.ts'

/** Why the form is shown to somebody who was signed in a moment ago. */
export type SignedOutDone = 'signed-out' | 'signed-out-everywhere'

/** A sign-in that no app asked for: it leads to the account page. */
export function accountSignInPath(tenantSlug: string, done?: SignedOutDone): string {
  return `${accountPath(tenantSlug)}/sign-in${done === undefined ? '' : `?done=${done}`}`
}

export function showAccountSignIn(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: TenantPath): Promise<void> => {
    const tenancy = await openPageTenancy(dependencies, ctx, path.tenant)
    if (tenancy !== null) sendForm(ctx, csrf, tenancy, 200, {})
  }
}

export function postAccountSignIn(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: TenantPath): Promise<void> => {
    const tenancy = await openPageTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return
    const { storage, tenant, cookies } = tenancy
    const visit = visitOf(ctx)
    const field = await readPageForm(ctx, tenancy, (token) =>
      csrf.check(bindingOf(tenancy, cookies.read('browser') ?? ''), token),
    )
    if (field === null) return
    const username = field('username') ?? ''
    const check = await tryPassword(dependencies, ctx, tenancy, field)
    if (!check.ok) {
      const { status, problem } = refusedPassword(ctx, check)
      return sendForm(ctx, csrf, tenancy, status, { username, problem })
    }
    const browser = { sessionHash: cookies.sessionHash(), userAgent: userAgentOf(ctx.req) }
    const signedIn = await signIn(storage, null, check.account, browser, visit.facts)
    if (signedIn.outcome === 'refused') {
      const { status, problem } = refusedPassword(ctx, { ok: false, reason: 'wrong_credentials' })
      visit.reason = signedIn.reason
      return sendForm(ctx, csrf, tenancy, status, { username, problem })
    }
    // The password was changed in the same moment: the page asks for the new one.
    if (signedIn.outcome === 'stale') return seeOther(ctx, accountSignInPath(tenant.slug))
    rememberSignIn(dependencies, ctx, tenancy, check.account, signedIn.sessionValue)
    seeOther(ctx, accountPath(tenant.slug))
  }
}

function bindingOf({ tenant }: Tenancy, browserValue: string) {
  return { tenantId: tenant.id, browserValue, form: 'account-sign-in', subject: '' }
}

function sendForm(
  ctx: Context,
  csrf: CsrfTokens,
  tenancy: Tenancy,
  status: number,
  retry: { readonly username?: string; readonly problem?: SignInProblem },
): void {
  const { tenant, cookies } = tenancy
  const locale = tenancy.locale()
  const texts = textsOf(locale).account
  const done = { 'signed-out': texts.done.signedOut, 'signed-out-everywhere': texts.done.signedOutEverywhere }
  const asked = ctx.query['done']
  const page = signInPage({
    locale,
    tenantName: tenant.name,
    lead: texts.signIn,
    done: asked === 'signed-out' || asked === 'signed-out-everywhere' ? done[asked] : undefined,
    action: accountSignInPath(tenant.slug),
    csrfToken: csrf.issue(bindingOf(tenancy, cookies.browser(visitOf(ctx).facts.random))),
    username: retry.username,
    problem: retry.problem,
    changePasswordHref: `/${tenant.slug}/change-password?from=account`,
  })
  sendPage(ctx, status, page)
}
