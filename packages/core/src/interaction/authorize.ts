import { errorResponseLocation } from '../authorization/authorization-response.ts'
import { checkAuthorizationRequest, readClientId } from '../authorization/check-authorization-request.ts'
import type { AuthorizationRefusal, PageReason } from '../authorization/errors.ts'
import { readAuthorizationParameters, type LooseParameters } from '../authorization/parameters.ts'
import { newId } from '../issued-values/id.ts'
import { hashValue } from '../issued-values/issued-value.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { LostRight } from '../rights/lost-right.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { AuthorizationRequest, Client, Id, Interaction } from '../storage/records.ts'
import { chooseStep, needsLogin, refuseSilently, type Step } from './choose-step.ts'
import { issueCode } from './issue-code.ts'
import { lackedRight } from './lacked-right.ts'
import { INTERACTION_SECONDS, MAX_NEW_BROWSERS_PER_HOUR, MAX_OPEN_INTERACTIONS } from './lifetimes.ts'
import type { AuthorizationSettings, SignedIn } from './settings.ts'

export type AuthorizeOutcome =
  | { readonly outcome: 'page'; readonly reason: PageReason }
  /** An error for a self-registered client: the person decides on a page whether to follow. */
  | { readonly outcome: 'page-before-redirect'; readonly reason: AuthorizationRefusal; readonly location: string }
  | {
      readonly outcome: 'respond'
      readonly location: string
      readonly reason: AuthorizationRefusal | null
      readonly client: Client
      /** For the operator: who was refused, and the right that they lack. */
      readonly about?: { readonly accountId: Id | null; readonly lacks: LostRight }
    }
  | { readonly outcome: 'interact'; readonly interaction: Interaction }
  | { readonly outcome: 'too-many' }
  | { readonly outcome: 'stale' }

export interface BrowserFacts {
  /** Whether it came without our cookie. */
  readonly isNew: boolean
  readonly person: SignedIn | null
}

/** An authorization request, from query to the next thing that the browser sees. RFC 6749 §4.1.1. */
export async function authorize(
  settings: AuthorizationSettings,
  query: LooseParameters,
  browser: BrowserFacts,
  facts: RequestFacts,
): Promise<AuthorizeOutcome> {
  const { storage, issuer } = settings
  const parameters = readAuthorizationParameters(query)
  const named = readClientId(parameters)
  if ('reason' in named) return { outcome: 'page', reason: named.reason }
  const found = await storage.findClient(named.clientId)
  if (found.outcome === 'unknown') return { outcome: 'page', reason: 'client_unknown' }
  const { client } = found

  const check = checkAuthorizationRequest(parameters, client, settings.redirectUris)
  if (check.outcome === 'rejected-here') return { outcome: 'page', reason: check.reason }
  if (check.outcome === 'rejected-to-client') {
    const location = errorResponseLocation({ redirectUri: check.redirectUri, state: check.state, issuer }, check.reason)
    return check.pageFirst
      ? { outcome: 'page-before-redirect', reason: check.reason, location }
      : { outcome: 'respond', location, reason: check.reason, client }
  }

  const { request } = check
  const { person } = browser
  const { step, lacks } = await chooseFirstStep(settings, request, client, person, facts.now)
  if (step.step === 'issue' && person !== null) {
    const decision = { interaction: null, request, client, person }
    const issued = await issueCode(settings, decision, step, facts)
    if (issued.outcome === 'respond') return { ...issued, client }
    return { outcome: 'stale' }
  }
  const target = { redirectUri: request.redirectUri, state: request.state, issuer }
  const about = { accountId: person?.account.id ?? null, lacks }
  if (step.step !== 'issue' && request.prompt.includes('none')) {
    const reason = refuseSilently(step)
    return { outcome: 'respond', location: errorResponseLocation(target, reason), reason, client, about }
  }
  if (step.step === 'refuse')
    return {
      outcome: 'respond',
      location: errorResponseLocation(target, step.reason),
      reason: step.reason,
      client,
      about,
    }
  return begin(settings, request, step.step === 'consent' ? person : null, browser, facts)
}

async function chooseFirstStep(
  { storage }: AuthorizationSettings,
  request: AuthorizationRequest,
  client: Client,
  person: SignedIn | null,
  now: number,
): Promise<{ readonly step: Step; readonly lacks: LostRight }> {
  if (person === null || needsLogin(request, person.session, null, now)) return { step: { step: 'login' }, lacks: {} }
  const facts = await storage.findAuthorizationFacts({
    accountId: person.account.id,
    client: client.id,
    scopes: request.scopes,
  })
  const step = chooseStep(request, client, facts)
  return { step, lacks: step.step === 'refuse' ? lackedRight(request, client, facts) : {} }
}

async function begin(
  { storage, browserValue }: AuthorizationSettings,
  request: AuthorizationRequest,
  person: SignedIn | null,
  { isNew }: BrowserFacts,
  facts: RequestFacts,
): Promise<AuthorizeOutcome> {
  const { now, random } = facts
  if (isNew && !(await mayBegin(storage, facts))) return { outcome: 'too-many' }
  const begun = await storage.beginInteraction({
    id: newId(now, random),
    browserHash: hashValue(browserValue),
    request,
    state: person === null ? 'login' : 'consent',
    session: person === null ? null : { id: person.session.id, accountId: person.account.id },
    expiresAt: now + INTERACTION_SECONDS * 1000,
    maxOpen: MAX_OPEN_INTERACTIONS,
    now,
  })
  return begun.outcome === 'begun' ? { outcome: 'interact', interaction: begun.interaction } : { outcome: 'too-many' }
}

// Known browsers are limited one by one; whoever throws the cookie away is counted by address.
async function mayBegin(storage: TenantStorage, { now, source }: RequestFacts): Promise<boolean> {
  const keyHash = hashValue(source ?? '')
  const key = { kind: 'new-browser', keyHash, limit: MAX_NEW_BROWSERS_PER_HOUR, windowSeconds: 3600 }
  return (await storage.countAttempt({ keys: [key], now })).outcome === 'allowed'
}
