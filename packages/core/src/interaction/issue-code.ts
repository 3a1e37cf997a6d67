import { codeResponseLocation, errorResponseLocation } from '../authorization/authorization-response.ts'
import type { AuthorizationRefusal } from '../authorization/errors.ts'
import { describeEvent, describeRefusal } from '../events/describe-event.ts'
import { deriveCode } from './derive-code.ts'
import { issueValue } from '../issued-values/issued-value.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { LostRight } from '../rights/lost-right.ts'
import { formatScope } from '../scope/parse-scope.ts'
import type { Decide } from '../storage/interaction-verbs.ts'
import type { AuthorizationRequest, Client, Interaction } from '../storage/records.ts'
import type { AuthorizationSettings, SignedIn } from './settings.ts'

export type ResponseOutcome =
  /** Send the browser to the client. `reason` is set when it carries an error. */
  | { readonly outcome: 'respond'; readonly location: string; readonly reason: AuthorizationRefusal | null }
  /** This interaction was finished before. */
  | { readonly outcome: 'already-decided' }
  | { readonly outcome: 'stale' }
  /** The session or the account has ended in between: sign in again. */
  | { readonly outcome: 'signed-out' }

/** What a decision is about. */
export interface Decision {
  readonly interaction: Pick<Interaction, 'id' | 'version'> | null
  readonly request: AuthorizationRequest
  readonly client: Client
  readonly person: SignedIn
}

/** Stores consent, grant and code in one transaction, and answers with the way to the client. RFC 6749 §4.1.2. */
export async function issueCode(
  settings: AuthorizationSettings,
  decision: Decision,
  granted: { readonly scopes: readonly string[]; readonly consent: 'given' | 'remembered' | 'first_party' },
  facts: RequestFacts,
): Promise<ResponseOutcome> {
  const { storage, issuer } = settings
  const { interaction, request, client, person } = decision
  const { now, random } = facts
  const code = interaction === null ? issueValue('code', now, random) : deriveCode(settings, interaction.id)
  const grantId = code.id
  const subjects = { actor: person.account.id, subject: person.account.id, client: client.id, grantId }
  const decided = await storage.decide({
    ...fenceOf(storage.tenant, decision),
    decision: {
      kind: 'allow',
      rememberScopes: granted.consent === 'given' ? granted.scopes : null,
      grant: {
        id: grantId,
        scopes: granted.scopes,
        audience: [],
        authAt: person.session.authAt,
        amr: person.session.amr,
        acr: person.session.acr,
        absoluteEndsAt: now + client.refreshAbsoluteSeconds * 1000,
      },
      code: {
        codeHash: code.hash,
        redirectUri: request.redirectUri,
        redirectUriSent: request.redirectUriSent,
        codeChallenge: request.codeChallenge,
        nonce: request.nonce,
        expiresAt: now + client.codeSeconds * 1000,
      },
    },
    now,
    events: {
      issued: [
        describeEvent(
          facts,
          'authorization.granted',
          { scope: formatScope(granted.scopes), consent: granted.consent },
          subjects,
        ),
      ],
    },
  })
  const target = { redirectUri: request.redirectUri, state: request.state, issuer }
  return answer(decided, () => ({ location: codeResponseLocation(target, code.value), reason: null }))
}

/**
 * Finishes the interaction without a grant: the person said no, or may not. RFC 6749 §4.1.2.1.
 * @param lacks for the operator: the right that the person lacks
 */
export async function refuseDecision(
  { storage, issuer }: AuthorizationSettings,
  decision: Decision,
  reason: AuthorizationRefusal,
  facts: RequestFacts,
  lacks: LostRight = {},
): Promise<ResponseOutcome> {
  const { request, client, person } = decision
  const subjects = { actor: person.account.id, subject: person.account.id, client: client.id }
  const named = { clientId: client.clientId }
  const event =
    reason === 'denied_by_resource_owner'
      ? describeRefusal(facts, 'authorization.denied', reason, named, subjects)
      : describeRefusal(facts, 'authorization.refused', reason, { ...lacks, ...named }, subjects)
  const decided = await storage.decide({
    ...fenceOf(storage.tenant, decision),
    decision: { kind: 'deny' },
    now: facts.now,
    events: { denied: [event] },
  })
  const target = { redirectUri: request.redirectUri, state: request.state, issuer }
  return answer(decided, () => ({ location: errorResponseLocation(target, reason), reason }))
}

function fenceOf(
  tenant: { readonly epoch: number; readonly policyVersion: number },
  { interaction, client, person }: Decision,
): Pick<Decide, 'interaction' | 'sessionId' | 'fence'> {
  return {
    interaction,
    sessionId: person.session.id,
    fence: {
      client: client.id,
      clientEpoch: client.epoch,
      accountId: person.account.id,
      accountEpoch: person.account.epoch,
      tenantEpoch: tenant.epoch,
      policyVersion: tenant.policyVersion,
    },
  }
}

function answer(
  decided: Awaited<ReturnType<AuthorizationSettings['storage']['decide']>>,
  respond: () => { location: string; reason: AuthorizationRefusal | null },
): ResponseOutcome {
  switch (decided.outcome) {
    case 'issued':
    case 'denied':
      return { outcome: 'respond', ...respond() }
    case 'already-decided':
      return { outcome: 'already-decided' }
    case 'stale':
      return { outcome: 'stale' }
    case 'refused':
      if (decided.reason === 'interaction_expired') return { outcome: 'already-decided' }
      // A client that was disabled meanwhile is found out by reading it again.
      return decided.reason === 'client_disabled' ? { outcome: 'stale' } : { outcome: 'signed-out' }
  }
}
