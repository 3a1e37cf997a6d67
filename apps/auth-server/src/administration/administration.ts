import type {
  EventSubjects,
  EventType,
  EventTypes,
  HubEvent,
  HubStorage,
  Passwords,
  RandomBytes,
} from '@identity-hub/core'
import { describeEvent } from '@identity-hub/core'

/** What an administrative use case stands on, whoever asks for it: the command line now, an HTTP API later. */
export interface Administration {
  readonly hub: HubStorage
  readonly passwords: Pick<Passwords, 'hash' | 'verify'>
  /** The hub's public origin: issuers are made of it. */
  readonly origin: string
  readonly originIsLoopbackHttp: boolean
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly random: RandomBytes
  /** Who asks, in events: `cli`. */
  readonly actor: string
  readonly requestId: string
}

/** `problem` is one sentence: what is wrong and what to write instead. Nothing was changed. */
export type Refusal =
  | { readonly ok: false; readonly reason: 'invalid' | 'exists'; readonly problem: string }
  | {
      readonly ok: false
      readonly reason: 'unknown'
      readonly what: 'tenant' | 'client' | 'user'
      readonly problem: string
    }

export type Result<Value> = { readonly ok: true; readonly value: Value } | Refusal

export function done<Value>(value: Value): Result<Value> {
  return { ok: true, value }
}

export function invalid(problem: string): Refusal {
  return { ok: false, reason: 'invalid', problem }
}

export function exists(problem: string): Refusal {
  return { ok: false, reason: 'exists', problem }
}

export function unknown(what: 'tenant' | 'client' | 'user', problem: string): Refusal {
  return { ok: false, reason: 'unknown', what, problem }
}

/** An event of something that the administrator did. */
export function administrativeEvent<T extends EventType>(
  administration: Administration,
  type: T,
  data: EventTypes[T],
  subjects: Omit<EventSubjects, 'actor'> = {},
): HubEvent {
  const { now, requestId, random, actor } = administration
  return describeEvent({ now: now(), requestId, source: null, random }, type, data, { ...subjects, actor })
}
