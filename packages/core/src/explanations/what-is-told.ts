import { AUTHORIZATION_REFUSALS } from '../authorization/errors.ts'
import { BEARER_REFUSALS } from '../bearer/errors.ts'
import { TOKEN_REFUSALS } from '../token/errors.ts'
import type { Place } from './catalogue.ts'

/** What the client is told. `description` is null where the error comes alone. */
export interface Told {
  readonly error: string
  readonly description: string | null
}

type Refusals = Readonly<Record<string, readonly [string, string]>>

const REFUSALS: Readonly<Record<Exclude<Place, 'sign-in'>, Refusals>> = {
  authorization: AUTHORIZATION_REFUSALS,
  token: TOKEN_REFUSALS,
  access: BEARER_REFUSALS,
  management: {},
}

/** What the wire says for a reason of the catalogue; null: no client is told, a person sees a page or nothing at all. */
export function whatIsTold(place: Place, reason: string): Told | null {
  if (place === 'sign-in') return null
  const refusals = REFUSALS[place]
  const refusal = Object.hasOwn(refusals, reason) ? refusals[reason] : undefined
  if (refusal !== undefined) return { error: refusal[0], description: refusal[1] }
  if (reason === 'client_secret_guessed') return { error: 'temporarily_unavailable', description: null }
  if (place !== 'management') return null
  // A token that is refused is a problem of its own; every other reason is the problem's code.
  const [error] = Object.hasOwn(BEARER_REFUSALS, reason)
    ? ((BEARER_REFUSALS as Refusals)[reason] ?? [reason])
    : [reason]
  return { error, description: null }
}
