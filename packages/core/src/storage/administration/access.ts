import type { HubEvent } from '../../events/events.ts'
import type { Grant, Id, Session } from '../records.ts'
import type { Page, PageRequest } from './page.ts'

/** A session as people see it. */
export interface ListedSession extends Session {
  /** What the browser called itself when the person signed in. */
  readonly userAgent: string | null
  /** The address that the person signed in from. */
  readonly source: string | null
}

export interface ListedConsent {
  readonly accountId: Id
  /** The client's record id, and what it is known by. */
  readonly client: Id
  readonly clientId: string
  readonly clientName: string
  readonly scopes: readonly string[]
  readonly decidedAt: number
}

/** A grant as people see it. Whether it still stands is judged by `checkStanding`, as at its next use. */
export interface ListedGrant extends Pick<
  Grant,
  'id' | 'client' | 'accountId' | 'sessionId' | 'scopes' | 'absoluteEndsAt' | 'revokedAt' | 'revokedReason'
> {
  readonly clientId: string
  readonly clientName: string
  /** When tokens were last issued under it; before the first ones, when it was made. */
  readonly lastUsedAt: number
  /** Whether an epoch that it rests on was raised: it is dead, whatever else it says. */
  readonly superseded: boolean
}

/**
 * Who has access, and taking it away. Sessions and grants are listed with the newest first, consents by account and then
 * client, throttles by kind. What lives of one account is found at once: such pages are whole, see `Page`.
 */
export interface AccessVerbs {
  /** Live ones only. */
  listSessions(input: PageRequest & { accountId?: Id; now: number }): Promise<Page<ListedSession>>
  /** A live one. */
  findSession(input: {
    sessionId: Id
    now: number
  }): Promise<{ outcome: 'found'; session: ListedSession } | { outcome: 'unknown' }>
  /** `accountId`: only when it is that account's. */
  endSessionById(input: {
    sessionId: Id
    accountId?: Id
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'ended' | 'unknown' }>
  /** All of an account but one; grants stay. */
  endSessions(input: {
    accountId: Id
    keepSessionId: Id | null
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'ended'; count: number }>
  listConsents(input: PageRequest & { accountId?: Id; client?: Id }): Promise<Page<ListedConsent>>
  /** `live`: without those that were revoked, have ended or are superseded. */
  listGrants(
    input: PageRequest & { accountId?: Id; client?: Id; live?: boolean; now: number },
  ): Promise<Page<ListedGrant>>
  findGrant(id: Id): Promise<{ outcome: 'found'; grant: ListedGrant } | { outcome: 'unknown' }>
  /** Those that delay somebody or count attempts at this moment. */
  listThrottles(input: PageRequest & { kind?: string; keyHash?: string; now: number }): Promise<Page<Throttle>>
  /** Forgets the attempts. */
  liftThrottle(input: {
    kind: string
    keyHash: string
    now: number
    events?: readonly HubEvent[]
  }): Promise<{ outcome: 'lifted' | 'unknown' }>
}

export interface Throttle {
  readonly kind: string
  /** SHA-256 of what is counted; the storage does not know more. */
  readonly keyHash: string
  /** Attempts in the window. */
  readonly count: number
  /** When the window ends. */
  readonly until: number
}
