import type { RefusalReasons, RefusalType } from '../events/refusal-reasons.ts'
import type { Explanation } from './explanation.ts'
import { ACCESS_EXPLANATIONS } from './of-access.ts'
import { AUTHORIZATION_EXPLANATIONS } from './of-authorizations.ts'
import { CLIENT_EXPLANATIONS } from './of-clients.ts'
import { GRANT_EXPLANATIONS } from './of-grants.ts'
import { MANAGEMENT_EXPLANATIONS } from './of-management.ts'
import { SIGN_IN_EXPLANATIONS } from './of-sign-ins.ts'
import { TOKEN_EXPLANATIONS } from './of-tokens.ts'

/** Where something is refused: the same reason can mean another thing elsewhere. */
export type Place = 'sign-in' | 'authorization' | 'token' | 'access' | 'management'

/** Where each event of a refusal comes from. */
export const PLACES = {
  'account.sign_in_refused': 'sign-in',
  'authorization.refused': 'authorization',
  'authorization.denied': 'authorization',
  'token.refused': 'token',
  'token.revocation_refused': 'token',
  'token.introspection_refused': 'token',
  'code.replayed': 'token',
  'code.spent': 'token',
  'refresh_token.reused': 'token',
  'grant.revoked': 'token',
  'api.refused': 'access',
  'management.refused': 'management',
} as const satisfies Record<RefusalType, Place>

type ReasonAt<P extends Place> = {
  [T in RefusalType]: (typeof PLACES)[T] extends P ? RefusalReasons[T] : never
}[RefusalType]

const ACCESS = { ...GRANT_EXPLANATIONS, ...ACCESS_EXPLANATIONS }

/** Every reason that an event can have, explained. A reason without an entry does not compile. */
export const EXPLANATIONS: { readonly [P in Place]: Readonly<Record<ReasonAt<P>, Explanation>> } = {
  'sign-in': SIGN_IN_EXPLANATIONS,
  authorization: AUTHORIZATION_EXPLANATIONS,
  // A disabled client is told apart from a dead grant: it cannot authenticate.
  token: { ...GRANT_EXPLANATIONS, ...CLIENT_EXPLANATIONS, ...TOKEN_EXPLANATIONS },
  access: ACCESS,
  management: { ...ACCESS, ...MANAGEMENT_EXPLANATIONS },
}

/** What is known about the reason of an event; null: a hub of another version wrote it, or it tells of no refusal. */
export function explanationOf(type: string, reason: string | null): Explanation | null {
  if (reason === null || !Object.hasOwn(PLACES, type)) return null
  // The line above found it among them.
  const place = PLACES[type as RefusalType]
  const explained: Readonly<Record<string, Explanation>> = EXPLANATIONS[place]
  return Object.hasOwn(explained, reason) ? (explained[reason] ?? null) : null
}
