import type { Visit } from '../http/visit.ts'
import type { Interaction, Session } from '../state/records.ts'
import { codeAtClient, errorAtClient } from './authorization-response.ts'

export type Step =
  | { readonly kind: 'sign-in' | 'consent' }
  /** It is over, and the browser leaves. */
  | { readonly kind: 'away'; readonly location: string }

/** Where a sign-in under way stands. */
export function nextStep(visit: Visit, interaction: Interaction, session: Session | undefined): Step {
  const { rules, tenant } = visit
  const { client, request, signedInAs } = interaction
  if (session === undefined) return { kind: 'sign-in' }
  const { account } = session
  if (signedInAs !== account && rules.needsSignIn(session, request.prompts, request.maxAgeSeconds))
    return { kind: 'sign-in' }

  const scopes = rules.scopesForRoles(tenant, account.roles, request.scopes)
  if (request.scopes.length > 0 && scopes.length === 0)
    return {
      kind: 'away',
      location: finish(
        interaction,
        errorAtClient(visit, request, {
          error: 'access_denied',
          description: 'The person may not grant any of these scopes.',
        }),
      ),
    }
  if (rules.needsConsent(account, interaction)) return { kind: 'consent' }
  return { kind: 'away', location: finish(interaction, codeAtClient(visit, client, account, request, scopes)) }
}

/** Ends an interaction where it leads. */
export function finish(interaction: Interaction, location: string): string {
  interaction.done = true
  return location
}
