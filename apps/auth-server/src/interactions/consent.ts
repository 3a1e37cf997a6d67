import { continueInteraction, decideInteraction, describeEvent, type InteractionStep } from '@identity-hub/core'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import type { CsrfTokens } from '../http/csrf.ts'
import { sendFailure } from '../http/send-failure.ts'
import { seeOther, sendPage } from '../http/send-page.ts'
import { visitOf } from '../http/visit.ts'
import { consentPage } from '../pages/consent-page.ts'
import { follow } from './go-on.ts'
import { interactionPath, type InteractionPath } from './page-paths.ts'
import { readPageForm } from './read-page-form.ts'
import { describeScope } from './scope-description.ts'
import { openInteraction, type OpenInteraction } from './open-interaction.ts'

const SECONDS_PER_DAY = 86_400

export function showConsent(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: InteractionPath): Promise<void> => {
    const open = await openInteraction(dependencies, ctx, path)
    if (open === null) return
    const step = await continueInteraction(open.settings, open, open.person, visitOf(ctx).facts)
    if (step.outcome === 'consent') sendConsent(ctx, csrf, open, step)
    else follow(dependencies, ctx, open, step)
  }
}

export function postConsent(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: InteractionPath): Promise<void> => {
    const open = await openInteraction(dependencies, ctx, path)
    if (open === null) return
    const { tenant } = open.tenancy
    const visit = visitOf(ctx)
    let shownPolicy: number | null = null
    const field = await readPageForm(ctx, open.tenancy, (token) => {
      shownPolicy = checkToken(csrf, open, token)
      return shownPolicy !== null
    })
    if (field === null) return
    const decision = field('decision')
    if (decision !== 'allow' && decision !== 'deny') {
      visit.reason = 'decision_missing'
      return sendFailure(ctx, 400, 'malformed-request', { tenantName: tenant.name, detail: 'decision' })
    }
    // Rights changed since the page was shown, so it may list something else now: show it again.
    if (decision === 'allow' && shownPolicy !== tenant.policyVersion)
      return seeOther(ctx, interactionPath(tenant.slug, open.interaction))
    follow(dependencies, ctx, open, await decideInteraction(open.settings, open, open.person, decision, visit.facts))
  }
}

/** Bound to browser, interaction and person, and to the policy version under which the page listed its scopes. */
function issueToken(csrf: CsrfTokens, open: OpenInteraction): string {
  const { policyVersion } = open.tenancy.tenant
  return `${policyVersion}.${csrf.issue(bindingOf(open, policyVersion))}`
}

/** The policy version that the page was shown under, or null when the token is not one of ours for this form. */
function checkToken(csrf: CsrfTokens, open: OpenInteraction, presented: string | undefined): number | null {
  const match = /^([0-9]{1,15})\.([A-Za-z0-9_-]+)$/.exec(presented ?? '')
  const policyVersion = Number(match?.[1])
  return match !== null && csrf.check(bindingOf(open, policyVersion), match[2]) ? policyVersion : null
}

function bindingOf({ tenancy, browserValue, interaction, person }: OpenInteraction, policyVersion: number) {
  const subject = `${interaction.id} ${person?.account.id ?? ''} ${policyVersion}`
  return { tenantId: tenancy.tenant.id, browserValue, form: 'consent', subject }
}

function sendConsent(
  ctx: Context,
  csrf: CsrfTokens,
  open: OpenInteraction,
  step: Extract<InteractionStep, { outcome: 'consent' }>,
): void {
  const { tenancy, interaction, client, person, locale } = open
  const { tenant } = tenancy
  const firstTime = step.newScopes.length === step.scopes.length
  const page = consentPage({
    locale,
    tenantName: tenant.name,
    client: {
      name: client.name,
      redirectHost: new URL(interaction.request.redirectUri).host,
      native: client.type === 'native',
    },
    account: { displayName: person?.account.displayName ?? '', userName: person?.account.userName ?? '' },
    scopes: step.scopes.map((scope) => describeScope(scope, locale, tenant)),
    newlyAsked: firstTime ? undefined : step.newScopes,
    grantEndsAfterDays: Math.max(1, Math.round(client.refreshAbsoluteSeconds / SECONDS_PER_DAY)),
    action: interactionPath(tenant.slug, interaction),
    csrfToken: issueToken(csrf, open),
    signOutAction: `/${tenant.slug}/interaction/${interaction.id}/sign-out`,
  })
  sendPage(ctx, 200, page, ["'self'", interaction.request.redirectUri])
}

/** "Not you?": the session ends, and the interaction waits for another person's password. */
export function postLeave(dependencies: Dependencies, csrf: CsrfTokens) {
  return async (ctx: Context, path: InteractionPath): Promise<void> => {
    const open = await openInteraction(dependencies, ctx, path)
    if (open === null) return
    const { tenancy, interaction } = open
    const { storage, tenant, cookies } = tenancy
    const visit = visitOf(ctx)
    const field = await readPageForm(ctx, tenancy, (token) => checkToken(csrf, open, token) !== null)
    if (field === null) return
    const sessionHash = cookies.sessionHash()
    if (sessionHash !== null) {
      const subjects = { actor: open.person?.account.id ?? null, subject: open.person?.account.id ?? null }
      const events = { ended: [describeEvent(visit.facts, 'account.signed_out', {}, subjects)] }
      await storage.endSession({ sessionHash, now: visit.facts.now, events })
    }
    cookies.clear('session')
    // Without a session the consent page leads on to the sign-in page by itself.
    seeOther(ctx, interactionPath(tenant.slug, interaction))
  }
}
