import type {
  EventSubjects,
  EventType,
  EventTypes,
  HubEvent,
  HubScope,
  HubStorage,
  Idempotency,
  Passwords,
  RandomBytes,
  Repeated,
} from '@identity-hub/core'
import { describeEvent } from '@identity-hub/core'

/** What an administrative use case stands on, whoever asks for it: the command line or the management API. */
export interface Administration {
  readonly hub: HubStorage
  readonly passwords: Pick<Passwords, 'gate' | 'hash' | 'verify'>
  /** The hub's public origin: issuers are made of it. */
  readonly origin: string
  readonly originIsLoopbackHttp: boolean
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly random: RandomBytes
  /** Who asks, in events: a user's id, `client:<client_id>`, the same after `hub:` for those of the tenant `hub`, `cli`. */
  readonly actor: string
  readonly requestId: string
  /** The address that the request came from; null for a command. */
  readonly source: string | null
  readonly authority: Authority
}

/** How far whoever asks may reach. What an operation needs as a whole was checked before; this is for its details. */
export interface Authority {
  may(scope: HubScope): boolean
}

/** Of somebody who has the database itself. */
export const FULL_AUTHORITY: Authority = { may: () => true }

/** What is wrong with one member of what was asked for. */
export interface FieldProblem {
  /** RFC 6901, into the input: `/redirect_uris/0`. */
  readonly pointer: string
  /** One line without a full stop. */
  readonly detail: string
}

export type UnknownKind =
  | 'tenant'
  | 'client'
  | 'secret'
  | 'user'
  | 'scope'
  | 'role'
  | 'session'
  | 'consent'
  | 'grant'
  | 'throttle'
  | 'request'

/**
 * `problem` is one sentence: what is wrong and what to write instead. Nothing was changed.
 *
 * `invalid`: members of the input are wrong. `exists`: something of that name is there. `not-allowed`: its state, or a rule
 * of the hub, does not allow it for anybody. `forbidden`: whoever asks needs that scope as well. `conflict`: it is not what
 * the change rests on any longer. `unknown`: there is none. `busy`: too much happens just now; try again.
 * `repeated`: it was done before, under the same key.
 */
export type Refusal = { readonly ok: false; readonly problem: string; readonly fields?: readonly FieldProblem[] } & (
  | { readonly reason: 'invalid' | 'exists' | 'not-allowed' | 'conflict' | 'busy' }
  | { readonly reason: 'forbidden'; readonly scope: HubScope }
  | { readonly reason: 'unknown'; readonly what: UnknownKind }
  | { readonly reason: 'repeated'; readonly repeated: Repeated }
)

export type Result<Value> = { readonly ok: true; readonly value: Value } | Refusal

/** Makes what is kept in the transaction of a creation, so that it happens once, out of what is about to be created. */
export type KeepAnswer<Value> = (created: Value) => Idempotency

export function done<Value>(value: Value): Result<Value> {
  return { ok: true, value }
}

/** @param pointer of the member that it is about, when it is about one */
export function invalid(problem: string, pointer?: string): Refusal {
  return { ok: false, reason: 'invalid', problem, ...fieldsOf(problem, pointer) }
}

/** Several members at once. */
export function invalidFields(fields: readonly FieldProblem[]): Refusal {
  return { ok: false, reason: 'invalid', problem: fields.map(({ detail }) => detail).join('; '), fields }
}

export function exists(problem: string, pointer?: string): Refusal {
  return { ok: false, reason: 'exists', problem, ...fieldsOf(problem, pointer) }
}

export function notAllowed(problem: string): Refusal {
  return { ok: false, reason: 'not-allowed', problem }
}

export function conflict(problem: string): Refusal {
  return { ok: false, reason: 'conflict', problem }
}

export function busy(problem: string): Refusal {
  return { ok: false, reason: 'busy', problem }
}

export function forbidden(scope: HubScope, problem: string): Refusal {
  return { ok: false, reason: 'forbidden', scope, problem }
}

export function unknown(what: UnknownKind, problem: string): Refusal {
  return { ok: false, reason: 'unknown', what, problem }
}

export function repeatedBefore(repeated: Repeated): Refusal {
  return { ok: false, reason: 'repeated', repeated, problem: 'this was done before, under the same key' }
}

function fieldsOf(detail: string, pointer: string | undefined): { readonly fields?: readonly FieldProblem[] } {
  return pointer === undefined ? {} : { fields: [{ pointer, detail }] }
}

/** An event of something that the administrator did. */
export function administrativeEvent<T extends EventType>(
  administration: Administration,
  type: T,
  data: EventTypes[T],
  subjects: Omit<EventSubjects, 'actor'> = {},
): HubEvent {
  const { now, requestId, source, random, actor } = administration
  return describeEvent({ now: now(), requestId, source, random }, type, data, { ...subjects, actor })
}
