import { findPasswordLink, usePasswordLink, type ClosedPasswordLink, type OpenPasswordLink } from '@identity-hub/core'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import type { CsrfTokens } from '../http/csrf.ts'
import { sendPage } from '../http/send-page.ts'
import type { Tenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import { errorPage } from '../pages/error-page.ts'
import { passwordLinkPage, passwordSetPage, type PasswordLinkProblem } from '../pages/password-link-page.ts'
import { accountSignInPath } from './account-sign-in.ts'
import { openPageTenancy } from './open-interaction.ts'
import type { PasswordLinkPath } from './page-paths.ts'
import { readPageForm } from './read-page-form.ts'
import { BUSY_RETRY_SECONDS } from './try-password.ts'

/** Looking at a link does not spend it: mail programs open links before people do. */
export function showPasswordLink(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: PasswordLinkPath): Promise<void> => {
    const tenancy = await openPageTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return
    const link = await findPasswordLink(tenancy.storage, path.link, visitOf(ctx).facts)
    if (link.outcome === 'open') sendForm(ctx, csrf, tenancy, path, link, 200)
    else sendClosed(ctx, tenancy, link)
  }
}

export function postPasswordLink(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: PasswordLinkPath): Promise<void> => {
    const tenancy = await openPageTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return
    const { storage, tenant, cookies } = tenancy
    const visit = visitOf(ctx)
    const link = await findPasswordLink(storage, path.link, visit.facts)
    if (link.outcome !== 'open') return sendClosed(ctx, tenancy, link)
    const field = await readPageForm(ctx, tenancy, (token) =>
      csrf.check(bindingOf(tenancy, cookies.read('browser') ?? '', link), token),
    )
    if (field === null) return
    const used = await usePasswordLink(
      { storage, passwords: dependencies.passwords },
      link,
      { password: field('new_password') ?? '', repeated: field('repeat_password') ?? '' },
      visit.facts,
    )
    switch (used.outcome) {
      case 'set': {
        const signInHref = accountSignInPath(tenant.slug)
        return sendPage(ctx, 200, passwordSetPage({ locale: tenancy.locale(), tenantName: tenant.name, signInHref }))
      }
      case 'invalid':
        visit.reason = `new_password_${used.problem}`
        return sendForm(ctx, csrf, tenancy, path, link, 400, used.problem)
      case 'busy': {
        visit.reason = 'busy'
        ctx.set('Retry-After', String(BUSY_RETRY_SECONDS))
        const problem = { kind: 'throttled', retryAfterSeconds: BUSY_RETRY_SECONDS } as const
        return sendForm(ctx, csrf, tenancy, path, link, 429, problem)
      }
      case 'used':
      case 'expired':
      case 'unknown':
        return sendClosed(ctx, tenancy, used)
    }
  }
}

function bindingOf({ tenant }: Tenancy, browserValue: string, { id }: OpenPasswordLink) {
  return { tenantId: tenant.id, browserValue, form: 'password-link', subject: id }
}

/** Whoever brings the right value learns what became of it; a value that we did not make tells nobody anything. */
function sendClosed(ctx: Context, tenancy: Tenancy, { outcome }: ClosedPasswordLink): void {
  const { slug, name } = tenancy.tenant
  const visit = visitOf(ctx)
  visit.reason = `password_link_${outcome}`
  const page = errorPage({
    locale: tenancy.locale(),
    tenantName: name,
    problem: `password-link-${outcome}`,
    requestId: visit.facts.requestId,
    signInHref: outcome === 'used' ? accountSignInPath(slug) : undefined,
  })
  sendPage(ctx, outcome === 'unknown' ? 404 : 410, page, [])
}

function sendForm(
  ctx: Context,
  csrf: CsrfTokens,
  tenancy: Tenancy,
  path: PasswordLinkPath,
  link: OpenPasswordLink,
  status: number,
  problem?: PasswordLinkProblem,
): void {
  const { tenant, cookies } = tenancy
  const { displayName, userName } = link.account
  const page = passwordLinkPage({
    locale: tenancy.locale(),
    tenantName: tenant.name,
    account: { displayName, userName },
    action: `/${tenant.slug}/password/${path.link}`,
    csrfToken: csrf.issue(bindingOf(tenancy, cookies.browser(visitOf(ctx).facts.random), link)),
    problem,
  })
  sendPage(ctx, status, page)
}
