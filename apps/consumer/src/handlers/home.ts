import type { Context } from 'koa'
import { describeError, answerPage, csrfToken } from '@identity-hub/web-app'
import type { Dependencies } from '../dependencies.ts'
import { takeNotice } from '../http/notice-cookie.ts'
import type { Handler } from '../http/routes.ts'
import { findSession, type SignedIn } from '../http/session.ts'
import type { Presence } from '../hub/hub-presence.ts'
import { callForGrant, type CallOutcome } from '../job/call-for-grant.ts'
import { signedInPage, signedOutPage } from '../pages/home-page.ts'

/** A person should not wait for a hub that does not answer; a refresh that is under way goes on without them. */
const patienceMilliseconds = 4_000

export function home(dependencies: Dependencies): Handler {
  const { hub, presence, storage, cookies, jobSeconds } = dependencies

  async function showPerson(ctx: Context, { cookie, grant }: SignedIn): Promise<void> {
    const found = await presence.check()
    const outcome = grant.end || found !== 'here' ? undefined : await ask(grant.id)
    const event = outcome?.event
    const isAway = event?.event === 'hub-away'
    answerPage(
      ctx,
      signedInPage({
        // Read again: the call may have brought a new identity, or the end.
        grant: storage.grants.find(grant.id) ?? grant,
        csrfToken: csrfToken(cookie),
        issuer: hub.issuer,
        jobSeconds,
        presence: isAway ? 'away' : found,
        notice: takeNotice(ctx, cookies),
        refusal: event && !isAway ? refusalOf(event) : undefined,
      }),
    )
  }

  async function ask(grantId: string): Promise<CallOutcome> {
    const signal = AbortSignal.timeout(patienceMilliseconds)
    try {
      const outcome = await callForGrant({ ...dependencies, grants: storage.grants }, grantId, signal)
      if (outcome.error !== undefined)
        dependencies.log.warn({ grantId, error: describeError(outcome.error) }, 'page call')
      return outcome
    } catch (error) {
      if (signal.aborted) return { event: { event: 'hub-away' } }
      throw error
    }
  }

  return async (ctx) => {
    const signedIn = findSession(ctx, dependencies)
    if (signedIn) return showPerson(ctx, signedIn)
    const found: Presence = await presence.check()
    const notice = takeNotice(ctx, cookies)
    answerPage(ctx, signedOutPage({ issuer: hub.issuer, jobSeconds, presence: found, notice }))
  }
}

function refusalOf(event: NonNullable<CallOutcome['event']>): string | undefined {
  if (event.event === 'failed') return event.reason
  return event.event === 'called' && event.status !== 200 ? (event.reason ?? String(event.status)) : undefined
}
