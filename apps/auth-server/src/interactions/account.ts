import {
  endAccess,
  endOwnSession,
  findSignedIn,
  listAccess,
  signOutEverywhere,
  type SignedIn,
} from '@identity-hub/core'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import type { CsrfTokens } from '../http/csrf.ts'
import { seeOther, sendPage } from '../http/send-page.ts'
import type { Tenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import { accountPage, type AccountDone } from '../pages/account-page.ts'
import { accountSignInPath } from './account-sign-in.ts'
import { openPageTenancy } from './open-interaction.ts'
import { accountPath, type TenantPath } from './page-paths.ts'
import { readPageForm, type Field } from './read-page-form.ts'
import { describeScope } from './scope-description.ts'

export function showAccount(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: TenantPath): Promise<void> => {
    const tenancy = await openPageTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return
    const { storage, tenant, cookies } = tenancy
    const { facts } = visitOf(ctx)
    const person = await findSignedIn(storage, cookies.sessionHash(), facts)
    if (person === null) return seeOther(ctx, accountSignInPath(tenant.slug))
    const access = await listAccess(storage, person, facts)
    const locale = tenancy.locale()
    const here = accountPath(tenant.slug)
    const { done } = ctx.query
    const page = accountPage({
      locale,
      tenantName: tenant.name,
      account: { displayName: person.account.displayName, userName: person.account.userName },
      apps: access.clients.map(({ client, scopes, ...rest }) => ({
        ...rest,
        id: client,
        scopes: scopes.map((scope) => describeScope(scope, locale, tenant)),
      })),
      moreApps: access.moreClients,
      sessions: access.sessions,
      moreSessions: access.moreSessions,
      done: done === 'access-ended' || done === 'session-ended' ? done : undefined,
      actions: {
        endAccess: `${here}/end-access`,
        endSession: `${here}/end-session`,
        signOutEverywhere: `${here}/sign-out-everywhere`,
      },
      changePasswordHref: `/${tenant.slug}/change-password?from=account`,
      csrfToken: csrf.issue(bindingOf(tenancy, cookies.browser(facts.random), person)),
      now: facts.now,
    })
    sendPage(ctx, 200, page)
  }
}

export function postEndAccess(dependencies: Dependencies, csrf: CsrfTokens) {
  return ofAccount(dependencies, csrf, async (ctx, { storage, tenant }, person, field) => {
    await endAccess(storage, person, field('client') ?? '', visitOf(ctx).facts)
    seeOther(ctx, donePath(tenant.slug, 'access-ended'))
  })
}

export function postEndSession(dependencies: Dependencies, csrf: CsrfTokens) {
  return ofAccount(dependencies, csrf, async (ctx, { storage, tenant, cookies }, person, field) => {
    const sessionId = field('session') ?? ''
    await endOwnSession(storage, person, sessionId, visitOf(ctx).facts)
    if (sessionId !== person.session.id) return seeOther(ctx, donePath(tenant.slug, 'session-ended'))
    cookies.clear('session')
    seeOther(ctx, accountSignInPath(tenant.slug, 'signed-out'))
  })
}

export function postSignOutEverywhere(dependencies: Dependencies, csrf: CsrfTokens) {
  return ofAccount(dependencies, csrf, async (ctx, { storage, tenant, cookies }, person) => {
    await signOutEverywhere(storage, person, visitOf(ctx).facts)
    cookies.clear('session')
    seeOther(ctx, accountSignInPath(tenant.slug, 'signed-out-everywhere'))
  })
}

/** A form of the account page, sent by the person that the page was shown to. Somebody signed out signs in again. */
function ofAccount(
  dependencies: Dependencies,
  csrf: CsrfTokens,
  act: (ctx: Context, tenancy: Tenancy, person: SignedIn, field: Field) => Promise<void>,
) {
  return async (ctx: Context, path: TenantPath): Promise<void> => {
    const tenancy = await openPageTenancy(dependencies, ctx, path.tenant)
    if (tenancy === null) return
    const { storage, tenant, cookies } = tenancy
    const person = await findSignedIn(storage, cookies.sessionHash(), visitOf(ctx).facts)
    if (person === null) return seeOther(ctx, accountSignInPath(tenant.slug, 'signed-out'))
    const field = await readPageForm(ctx, tenancy, (token) =>
      csrf.check(bindingOf(tenancy, cookies.read('browser') ?? '', person), token),
    )
    if (field !== null) await act(ctx, tenancy, person, field)
  }
}

/** To the account and not to the session: a tab that was open before the person signed in again is still good. */
function bindingOf({ tenant }: Tenancy, browserValue: string, { account }: SignedIn) {
  return { tenantId: tenant.id, browserValue, form: 'account', subject: account.id }
}

function donePath(tenantSlug: string, done: AccountDone): string {
  return `${accountPath(tenantSlug)}?done=${done}`
}
