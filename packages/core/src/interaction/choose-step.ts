import { permittedScopes } from '../rights/permitted-scopes.ts'
import type { AuthorizationRefusal } from '../authorization/errors.ts'
import type { AuthorizationFacts } from '../storage/interaction-verbs.ts'
import type { AuthorizationRequest, Client, Session } from '../storage/records.ts'

/** What must happen next for a code to be issued. */
export type Step =
  | { readonly step: 'login' }
  | { readonly step: 'consent'; readonly scopes: readonly string[]; readonly newScopes: readonly string[] }
  | { readonly step: 'issue'; readonly scopes: readonly string[]; readonly consent: 'remembered' | 'first_party' }
  | { readonly step: 'refuse'; readonly reason: AuthorizationRefusal }

/** Whether the session is young enough for the request. `startedAt`: when the interaction began; null: it has not. */
export function needsLogin(
  request: Pick<AuthorizationRequest, 'prompt' | 'maxAgeSeconds'>,
  session: Pick<Session, 'authAt'> | null,
  startedAt: number | null,
  now: number,
): boolean {
  if (session === null) return true
  // A password given within this very interaction satisfies both of the following, however slow the person was since.
  if (startedAt !== null && session.authAt >= startedAt) return false
  if (request.prompt.includes('login')) return true
  return request.maxAgeSeconds !== null && now - session.authAt >= request.maxAgeSeconds * 1000
}

/**
 * The next step of a person who is signed in. Consent is asked for once per client and scope set, again when it is
 * wider, not for a first-party client, and always for a native one: anybody can pretend to be it (RFC 8252 §8.6).
 */
export function chooseStep(request: AuthorizationRequest, client: Client, facts: AuthorizationFacts): Step {
  if (client.requiredRole !== null && !facts.roles.includes(client.requiredRole))
    return { step: 'refuse', reason: 'client_role_missing' }
  // The request may be an hour old, and the client have lost a scope since.
  const ofClient = request.scopes.filter((name) => client.scopes.some((scope) => scope.name === name))
  const scopes = permittedScopes(ofClient, facts.scopes, facts)
  if (scopes.length === 0 && request.scopes.length > 0) return { step: 'refuse', reason: 'scope_not_permitted' }
  const remembered = facts.consent?.scopes ?? []
  const newScopes = scopes.filter((scope) => !remembered.includes(scope))
  const mustAsk = isUnproven(client, request.redirectUri) || request.prompt.includes('consent')
  if (client.firstParty && !mustAsk) return { step: 'issue', scopes, consent: 'first_party' }
  if (facts.consent !== null && newScopes.length === 0 && !mustAsk)
    return { step: 'issue', scopes, consent: 'remembered' }
  return { step: 'consent', scopes, newScopes }
}

// Only a claimed https redirect URI proves a client that has no secret. RFC 8252 §8.6. A public client that the tenant
// calls its own is believed on http at home, where nothing else can be had.
function isUnproven({ type, firstParty }: Client, redirectUri: string): boolean {
  return type === 'native' || (type === 'public' && !firstParty && !redirectUri.startsWith('https://'))
}

/** `prompt=none` never shows a page: the error that says which one would have been. OpenID Connect Core §3.1.2.6. */
export function refuseSilently(step: Exclude<Step, { step: 'issue' }>): AuthorizationRefusal {
  if (step.step === 'login') return 'login_required'
  if (step.step === 'refuse') return step.reason
  // Consent is there already, yet a page must be shown.
  return step.newScopes.length === 0 ? 'interaction_required' : 'consent_required'
}
