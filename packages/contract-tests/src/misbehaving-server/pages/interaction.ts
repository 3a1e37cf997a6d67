import { nextStep } from '../protocol/next-step.ts'
import { readCookie, sessionOf, type Visit } from '../http/visit.ts'
import type { Interaction } from '../state/records.ts'
import { sendNotice } from './page.ts'

/** The sign-in under way that a path names, for the browser in which it began; null: a page said why not. */
export function openInteraction(visit: Visit, id: string): Interaction | null {
  const { ctx, rules, tenant } = visit
  const interaction = rules.findInteraction(tenant, id)
  if (interaction !== undefined && !rules.interactionIsOfBrowser(interaction, readCookie(visit, 'browser'))) {
    sendNotice(ctx, rules, 403, 'This sign-in began in another browser.')
    return null
  }
  if (interaction === undefined || !rules.interactionIsOpen(interaction)) {
    sendNotice(ctx, rules, 410, 'This sign-in is over.')
    return null
  }
  return interaction
}

/** Sends the browser to where the interaction now stands. */
export function goOn(visit: Visit, interaction: Interaction): void {
  const step = nextStep(visit, interaction, sessionOf(visit))
  seeOther(visit, step.kind === 'away' ? step.location : pathOf(visit, interaction, step.kind))
}

export function pathOf({ tenant }: Visit, { id }: Interaction, name: string): string {
  return `/${tenant.slug}/interaction/${id}/${name}`
}

export function seeOther({ ctx, rules }: Visit, location: string): void {
  ctx.set('Location', location)
  ctx.set('Cache-Control', 'no-store')
  ctx.body = null
  ctx.status = rules.redirectStatus()
}
