import type { EventType, HubEvent } from '../../events/events.ts'
import type { Id } from '../records.ts'
import type { Page, PageRequest } from './page.ts'

/** All that are given must hold. */
export interface EventFilter {
  readonly requestId?: string
  readonly types?: readonly EventType[]
  readonly outcome?: HubEvent['outcome']
  readonly actor?: string
  /** The account that it is about. */
  readonly subject?: Id
  /** The client's record id. */
  readonly client?: Id
  readonly grantId?: Id
  /** Epoch milliseconds: from, and before. */
  readonly since?: number
  readonly until?: number
}

export interface EventCount {
  /** The instant at which the hour begins. */
  readonly hour: number
  readonly type: EventType
  readonly outcome: HubEvent['outcome']
  readonly count: number
}

export interface EventVerbs {
  /** Of something that changes nothing else: a verb that does writes its events itself. */
  recordEvents(input: { events: readonly HubEvent[] }): Promise<{ outcome: 'recorded' }>
  /** The newest first. */
  listEvents(input: PageRequest & { filter?: EventFilter }): Promise<Page<HubEvent>>
  /**
   * How many there were in each hour that begins at `since` or later, before `until`. `countedUntil`: events are counted
   * by housekeeping, and this is how far it has come.
   */
  countEvents(input: {
    since: number
    until: number
  }): Promise<{ readonly counts: readonly EventCount[]; readonly countedUntil: number }>
}
