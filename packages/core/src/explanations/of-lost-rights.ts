import type { LostRight } from '../rights/lost-right.ts'
import type { Explanation } from './explanation.ts'
import { GRANT_EXPLANATIONS } from './of-grants.ts'

const { rights_changed: changed } = GRANT_EXPLANATIONS

/** `rights_changed`, with the right that is missing; without it, what can be said in general. */
export function explainLostRight({ scope, requiredRole, requiredClaim }: LostRight): Explanation {
  const held = requiredRole === undefined ? requiredClaim && `claim ${requiredClaim}` : `role ${requiredRole}`
  if (held === undefined && scope === undefined) return changed
  if (held === undefined)
    return {
      ...changed,
      sentence: `The grant of {user} to {client} ended because its scope ${scope} is no longer one of the client’s, or was deleted.`,
      advice: 'Give the client the scope again and let the user sign in to the app, or let the app ask for less.',
    }
  const from = scope === undefined ? '{client} requires of its users' : `its scope ${scope} requires`
  return {
    ...changed,
    sentence: `The grant of {user} to {client} ended because the user does not have the ${held} that ${from}.`,
    advice:
      scope === undefined
        ? `Give the user the ${held} again and let them sign in to the app.`
        : `Give the user the ${held} again and let them sign in to the app, or let the app ask for less.`,
  }
}

/** A person who was refused while they signed in to an app, with the right that they lack. */
export function explainLackedRight(
  general: Explanation,
  { scope, requiredRole, requiredClaim }: LostRight,
): Explanation {
  const held = requiredRole === undefined ? requiredClaim && `claim ${requiredClaim}` : `role ${requiredRole}`
  if (held === undefined) return general
  const from = scope === undefined ? '{client} requires of its users' : `the scope ${scope} requires`
  return {
    ...general,
    sentence: `{user} does not have the ${held} that ${from}.`,
    advice: `Give the user the ${held} if they may, and let them sign in to the app again.`,
  }
}

/** The same for a token that a client got for itself: nobody granted it. */
export const APP_LOST_SCOPES: Explanation = {
  ...changed,
  sentence: 'The access token of {client} has no scope left: those that it was issued with are no longer the client’s.',
  advice: 'Give the client the scopes again, or let it ask for others.',
}
