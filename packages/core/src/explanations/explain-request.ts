import type { HubEvent } from '../events/events.ts'
import type { Id } from '../storage/records.ts'
import type { LostRight } from '../rights/lost-right.ts'
import { explanationOf } from './catalogue.ts'
import type { Changer, Explanation, Section } from './explanation.ts'
import { fill, type Names } from './fill.ts'
import type { Taking } from './find-taking.ts'
import { APP_LOST_SCOPES, explainLackedRight, explainLostRight } from './of-lost-rights.ts'

const CLIENT_ACTOR = /^client:(.+)$/s

/** What the explanation of a request needs to know besides its events. */
export interface ExplanationLookUps {
  readonly requestId: string
  /** Of the tenant. */
  readonly eventRetentionDays: number
  /** Earlier events about the same grants: what ended them. */
  readonly earlier?: readonly HubEvent[]
  /** Who took the role away that a grant ended with, if that is known. */
  readonly taking?: Taking | null
  /** `client_id`s by record id, as far as they are known. */
  readonly clientIds?: ReadonlyMap<Id, string>
}

export interface ExplainedRequest {
  /** null: nothing was refused, or nothing is known. */
  readonly reason: string | null
  readonly sentence: string
  /** What to change; null: nothing. */
  readonly advice: string | null
  /** Who can. */
  readonly by: Changer | null
  readonly sections: readonly Section[]
}

/** Pure. Why a request was refused, or that it was not, from the events that it wrote. */
export function explainRequest(events: readonly HubEvent[], lookUps: ExplanationLookUps): ExplainedRequest {
  const refusals = events.filter(({ outcome }) => outcome === 'refused')
  const refusal = refusals.find((event) => explain(event, [], []) !== null) ?? refusals[0]
  if (refusal === undefined) return unexplained(events.length === 0 ? unknown(lookUps) : notRefused(events))
  const earlier = lookUps.earlier ?? []
  const explanation = explain(refusal, refusals, earlier)
  if (explanation === null)
    return {
      ...unexplained(
        `The request was refused for a reason that this version of the hub does not know: ${refusal.reason}.`,
      ),
      reason: refusal.reason,
    }
  const names = namesIn([refusal, ...refusals], lookUps)
  const { advice, by, sections } = explanation
  const sentence = [
    fill(explanation.sentence, names),
    ...whenItEnded(refusal, refusals, earlier),
    ...(refusal.reason === 'rights_changed' && lookUps.taking ? [whoTookIt(lookUps.taking)] : []),
  ].join(' ')
  return { reason: refusal.reason, sentence, advice, by, sections }
}

function explain(refusal: HubEvent, refusals: readonly HubEvent[], earlier: readonly HubEvent[]): Explanation | null {
  const explanation = explanationOf(refusal.type, refusal.reason)
  if (explanation === null) return null
  if (refusal.type === 'authorization.refused') return explainLackedRight(explanation, refusal.data)
  if (refusal.reason !== 'rights_changed') return explanation
  const detail = [refusal, ...refusals, ...earlier].map(lostRightIn).find((right) => Object.keys(right).length > 0)
  if (detail !== undefined) return explainLostRight(detail)
  return refusal.type === 'api.refused' && refusal.grantId === null ? APP_LOST_SCOPES : explanation
}

function lostRightIn(event: HubEvent): LostRight {
  return event.type === 'grant.revoked' ? event.data : {}
}

// The grant ended in an earlier request, and this one only met its end.
function whenItEnded(
  refusal: HubEvent,
  refusals: readonly HubEvent[],
  earlier: readonly HubEvent[],
): readonly string[] {
  if (refusals.some(({ type }) => type === 'grant.revoked')) return []
  const end = earlier.find(({ grantId, reason }) => grantId === refusal.grantId && reason === refusal.reason)
  return end === undefined || end.grantId === null
    ? []
    : [`It ended at ${new Date(end.at).toISOString()}, in request ${end.requestId}.`]
}

function whoTookIt({ at, actor, requestId, data }: Taking): string {
  return `The role ${data.role} was taken away at ${new Date(at).toISOString()}${byWhom(actor)}, in request ${requestId}.`
}

function byWhom(actor: string | null): string {
  if (actor === null) return ''
  const clientId = CLIENT_ACTOR.exec(actor)?.[1]
  if (clientId !== undefined) return ` by the client ${clientId}`
  return actor === 'cli' ? ' on the command line' : ` by the user ${actor}`
}

function namesIn(events: readonly HubEvent[], { clientIds }: ExplanationLookUps): Names {
  return {
    clientId: firstOf(events, (event) => clientIdIn(event) ?? (event.client && clientIds?.get(event.client)) ?? null),
    userId: firstOf(events, ({ subject }) => subject),
    parameter: firstOf(events, ({ data }) => ('parameter' in data && data.parameter) || null),
  }
}

function clientIdIn({ actor, data }: HubEvent): string | null {
  const named = CLIENT_ACTOR.exec(actor ?? '')?.[1]
  return named ?? ('clientId' in data && typeof data.clientId === 'string' ? data.clientId : null)
}

function firstOf(events: readonly HubEvent[], read: (event: HubEvent) => string | null): string | null {
  for (const event of events) {
    const value = read(event)
    if (value !== null) return value
  }
  return null
}

function notRefused(events: readonly HubEvent[]): string {
  const types = [...new Set(events.map(({ type }) => type))]
  return `The request was answered; nothing was refused. It wrote ${types.join(', ')}.`
}

function unknown({ requestId, eventRetentionDays }: ExplanationLookUps): string {
  const days = eventRetentionDays === 1 ? 'a day' : `${eventRetentionDays} days`
  return (
    `Nothing is known of a request ${requestId} in this tenant. Events are kept for ${days}; a request that changed ` +
    'nothing, had no access token, was no form, or found the tenant suspended leaves only its line in the log.'
  )
}

function unexplained(sentence: string): ExplainedRequest {
  return { reason: null, sentence, advice: null, by: null, sections: [] }
}
