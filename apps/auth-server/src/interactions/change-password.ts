import { changePassword, findSignedIn } from '@identity-hub/core'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import type { CsrfTokens } from '../http/csrf.ts'
import { readDeviceCookie } from '../http/device-cookie.ts'
import { sendPage } from '../http/send-page.ts'
import type { Tenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import { changePasswordPage, passwordChangedPage, type ChangePasswordProblem } from '../pages/change-password-page.ts'
import { openPageTenancy } from './open-interaction.ts'
import { accountPath, type TenantPath } from './page-paths.ts'
import { readPageForm } from './read-page-form.ts'
import { BUSY_RETRY_SECONDS } from './try-password.ts'

const INTERACTION_ID = /^[0-9a-z]{26}$/

export function showChangePassword(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: TenantPath): Promise<void> => {
    const tenancy = await openPageTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return
    const person = await findSignedIn(tenancy.storage, tenancy.cookies.sessionHash(), visitOf(ctx).facts)
    sendForm(ctx, csrf, tenancy, 200, { username: person?.account.userName })
  }
}

/** The current password is asked for, so a session is neither needed nor enough. */
export function postChangePassword(dependencies: Dependencies, csrf: CsrfTokens) {
  const { hub, passwords, keys } = dependencies
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
    const person = await findSignedIn(storage, cookies.sessionHash(), visit.facts)
    const result = await changePassword(
      { hub, storage, passwords },
      {
        identifier: username,
        password: field('current_password') ?? '',
        device: (account) => readDeviceCookie(keys, tenant.id, account, cookies.read('device'), visit.facts.now),
      },
      {
        password: field('new_password') ?? '',
        repeated: field('repeat_password') ?? '',
        sessionId: person?.session.id ?? null,
      },
      visit.facts,
    )
    if (result.outcome === 'changed') {
      const page = passwordChangedPage({
        locale: tenancy.locale(),
        tenantName: tenant.name,
        continueHref: wayBack(ctx, tenant.slug)?.href,
      })
      return sendPage(ctx, 200, page)
    }
    if (result.outcome === 'invalid') {
      visit.reason = `new_password_${result.problem}`
      return sendForm(ctx, csrf, tenancy, 400, { username, problem: result.problem })
    }
    const { check } = result
    visit.reason = check.reason
    if (check.reason === 'wrong_credentials')
      return sendForm(ctx, csrf, tenancy, 400, { username, problem: 'wrong-credentials' })
    const retryAfterSeconds = check.reason === 'throttled' ? check.retryAfterSeconds : BUSY_RETRY_SECONDS
    ctx.set('Retry-After', String(retryAfterSeconds))
    sendForm(ctx, csrf, tenancy, 429, { username, problem: { kind: 'throttled', retryAfterSeconds } })
  }
}

function bindingOf({ tenant }: Tenancy, browserValue: string) {
  return { tenantId: tenant.id, browserValue, form: 'change-password', subject: '' }
}

/** Where the person came from, and what says so; only an id is taken from the URL, never an address. */
function wayBack(ctx: Context, slug: string): { readonly href: string; readonly query: string } | undefined {
  const { interaction, from } = ctx.query
  if (from === 'account') return { href: accountPath(slug), query: '?from=account' }
  return typeof interaction === 'string' && INTERACTION_ID.test(interaction)
    ? { href: `/${slug}/interaction/${interaction}/sign-in`, query: `?interaction=${interaction}` }
    : undefined
}

function sendForm(
  ctx: Context,
  csrf: CsrfTokens,
  tenancy: Tenancy,
  status: number,
  shown: { readonly username?: string | undefined; readonly problem?: ChangePasswordProblem },
): void {
  const { tenant, cookies } = tenancy
  const back = wayBack(ctx, tenant.slug)
  const page = changePasswordPage({
    locale: tenancy.locale(),
    tenantName: tenant.name,
    action: `/${tenant.slug}/change-password${back?.query ?? ''}`,
    csrfToken: csrf.issue(bindingOf(tenancy, cookies.browser(visitOf(ctx).facts.random))),
    username: shown.username,
    problem: shown.problem,
    cancelHref: back?.href,
  })
  sendPage(ctx, status, page)
}
