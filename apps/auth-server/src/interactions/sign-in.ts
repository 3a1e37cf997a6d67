import { hashValue, repeatAnswer, signInToInteraction, type PasswordCheck } from '@identity-hub/core'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import type { CsrfTokens } from '../http/csrf.ts'
import { sendFailure } from '../http/send-failure.ts'
import { seeOther, sendPage } from '../http/send-page.ts'
import { userAgentOf } from '../http/user-agent.ts'
import { visitOf } from '../http/visit.ts'
import { signInPage, type SignInProblem } from '../pages/sign-in-page.ts'
import { follow, goOn } from './go-on.ts'
import { interactionPath, type InteractionPath } from './page-paths.ts'
import { readPageForm } from './read-page-form.ts'
import { openInteraction, type OpenInteraction } from './open-interaction.ts'
import { refusedPassword, rememberSignIn, tryPassword } from './try-password.ts'

export function showSignIn(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: InteractionPath): Promise<void> => {
    const open = await openInteraction(dependencies, ctx, path)
    if (open === null) return
    if (open.interaction.state === 'login') sendSignIn(ctx, csrf, open, 200, {})
    else await goOn(dependencies, ctx, open)
  }
}

export function postSignIn(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: InteractionPath): Promise<void> => {
    const open = await openInteraction(dependencies, ctx, path)
    if (open === null) return
    const { tenancy, interaction } = open
    const { storage, tenant, cookies } = tenancy
    const visit = visitOf(ctx)
    const field = await readPageForm(ctx, tenancy, (token) => csrf.check(bindingOf(open), token))
    if (field === null) return

    const username = field('username') ?? ''
    const check = await tryPassword(dependencies, ctx, tenancy, field)
    if (!check.ok) return refuse(ctx, csrf, open, username, check)

    const signedIn = await signInToInteraction(
      storage,
      interaction,
      hashValue(open.browserValue),
      check.account,
      { sessionHash: cookies.sessionHash(), userAgent: userAgentOf(ctx.req) },
      visit.facts,
    )
    if (signedIn.outcome === 'refused') {
      visit.reason = signedIn.reason
      if (signedIn.reason === 'account_blocked')
        return refuse(ctx, csrf, open, username, { ok: false, reason: 'wrong_credentials' })
      return sendFailure(ctx, 410, 'stale-interaction', { tenantName: tenant.name })
    }
    // The password was changed in the same moment: the page asks for the new one.
    if (signedIn.outcome === 'stale') return seeOther(ctx, interactionPath(tenant.slug, signedIn.interaction))
    rememberSignIn(dependencies, ctx, tenancy, check.account, signedIn.sessionValue)
    const touched = await storage.touchSession({
      sessionHash: signedIn.sessionHash,
      idleEndsAt: 0,
      now: visit.facts.now,
    })
    const person = touched.outcome === 'live' ? { session: touched.session, account: touched.account } : null
    const moved = { ...open, interaction: signedIn.interaction, person }
    if (moved.interaction.state !== 'done') return goOn(dependencies, ctx, moved)
    follow(dependencies, ctx, moved, await repeatAnswer(open.settings, moved.interaction, person, visit.facts))
  }
}

function refuse(
  ctx: Context,
  csrf: CsrfTokens,
  open: OpenInteraction,
  username: string,
  check: Exclude<PasswordCheck, { ok: true }>,
): void {
  const { status, problem } = refusedPassword(ctx, check)
  sendSignIn(ctx, csrf, open, status, { username, problem })
}

function bindingOf({ tenancy, browserValue, interaction }: OpenInteraction) {
  return { tenantId: tenancy.tenant.id, browserValue, form: 'sign-in', subject: interaction.id }
}

function sendSignIn(
  ctx: Context,
  csrf: CsrfTokens,
  open: OpenInteraction,
  status: number,
  retry: { readonly username?: string; readonly problem?: SignInProblem },
): void {
  const { tenancy, interaction, client, locale } = open
  const { slug, name } = tenancy.tenant
  const page = signInPage({
    locale,
    tenantName: name,
    clientName: client.name,
    action: interactionPath(slug, interaction),
    csrfToken: csrf.issue(bindingOf(open)),
    username: retry.username ?? interaction.request.loginHint ?? undefined,
    problem: retry.problem,
    changePasswordHref: `/${slug}/change-password?interaction=${interaction.id}`,
  })
  sendPage(ctx, status, page, ["'self'", interaction.request.redirectUri])
}
