import { continueInteraction, describeRefusal, type InteractionStep } from '@identity-hub/core'
import type { Context } from 'koa'
import type { Dependencies } from '../dependencies.ts'
import { sendFailure } from '../http/send-failure.ts'
import { seeOther } from '../http/send-page.ts'
import { visitOf } from '../http/visit.ts'
import { interactionPath } from './page-paths.ts'
import type { OpenInteraction } from './open-interaction.ts'

/** Sends the browser to where the interaction now stands: a page of it, or back to the client. */
export async function goOn(dependencies: Dependencies, ctx: Context, open: OpenInteraction): Promise<void> {
  const step = await continueInteraction(open.settings, open, open.person, visitOf(ctx).facts)
  if (step.outcome === 'consent')
    seeOther(ctx, interactionPath(open.tenancy.tenant.slug, { ...open.interaction, state: 'consent' }))
  else follow(dependencies, ctx, open, step)
}

/** What comes after every step but showing the consent form. */
export function follow(
  { hub }: Dependencies,
  ctx: Context,
  { tenancy, interaction, client }: OpenInteraction,
  step: Exclude<InteractionStep, { outcome: 'consent' }>,
): void {
  const visit = visitOf(ctx)
  const { tenant } = tenancy
  switch (step.outcome) {
    case 'respond':
      visit.reason = step.reason
      return seeOther(ctx, step.location)
    case 'login':
      return seeOther(ctx, interactionPath(tenant.slug, { ...interaction, state: 'login' }))
    case 'already-decided':
      visit.reason = 'interaction_done'
      hub.recordRefusal(
        tenant,
        describeRefusal(
          visit.facts,
          'authorization.refused',
          'interaction_done',
          { clientId: client.clientId },
          { client: client.id },
        ),
      )
      return sendFailure(ctx, 410, 'stale-interaction', { tenantName: tenant.name })
    // Somebody, in another tab, moved it on in the same moment: its own page knows where it stands.
    case 'stale':
      return seeOther(ctx, interactionPath(tenant.slug, interaction))
  }
}
