import type { LostRight } from '../rights/lost-right.ts'
import type { Id } from '../storage/records.ts'

/** An event whose name says it all. */
type Nothing = Readonly<Record<string, never>>

/** Members that changed, and only those, as they were and as they are. Never a secret, and nothing personal. */
interface Changed {
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

/** Who the request says it is from, and what the contract calls the parameter that was wrong; no value of any. */
interface RefusedForm {
  readonly clientId?: string
  readonly parameter?: string
}

/** Everything a hub tells about, and when. Never a secret, a code, a token or a password. */
export interface EventTypes {
  /** A sign-in was completed. */
  'account.signed_in': { readonly method: 'password' }
  /** A sign-in was refused: unknown user, wrong password, blocked, or throttled. */
  'account.sign_in_refused': Nothing
  'account.signed_out': Nothing
  'account.created': { readonly roles?: readonly string[] }
  /** Names and addresses, before and after, are in `personal`. */
  'account.changed': { readonly changed: readonly string[] }
  'account.claims_changed': { readonly changed: readonly string[] }
  'account.blocked': Nothing
  'account.unblocked': Nothing
  'account.archived': Nothing
  'account.restored': Nothing
  /** Nothing personal is left of it. */
  'account.erased': Nothing
  /** An administrator took everything that the hub knows of a person. */
  'account.exported': Nothing
  /** A link to choose a password with was made; the old password works no longer. */
  'account.password_link_made': { readonly purpose: 'invitation' | 'password-reset' }
  /** The person chose a password with a link. */
  'account.password_set': { readonly purpose: 'invitation' | 'password-reset' }
  /** By the person, on the page. */
  'account.password_changed': Nothing
  /** By an administrator. */
  'account.password_reset': Nothing
  'role.assigned': { readonly role: string }
  'role.removed': { readonly role: string }
  'tenant.created': { readonly slug: string }
  /** Everything that had been issued in it was ended. */
  'tenant.suspended': { readonly slug: string }
  'tenant.resumed': { readonly slug: string }
  'tenant.changed': Changed
  /** The database was put back to an earlier state, so everything that had been issued was ended. */
  'tenant.restored': { readonly sessions: number; readonly grants: number; readonly codes: number }
  'scope.created': { readonly scope: string }
  'scope.changed': { readonly scope: string } & Changed
  'scope.deleted': { readonly scope: string }
  'role.created': { readonly role: string }
  'role.changed': { readonly role: string } & Changed
  'role.deleted': { readonly role: string }
  'client.created': { readonly clientId: string; readonly pkce: 'required' | 'optional' }
  'client.changed': { readonly clientId: string } & Changed
  /** Its tokens and grants were ended, and nobody gets its id again. */
  'client.deleted': { readonly clientId: string }
  'client.secret_retired': { readonly clientId: string; readonly secretId: Id }
  /** Its tokens and grants were ended. */
  'client.disabled': { readonly clientId: string }
  'client.enabled': { readonly clientId: string }
  'client.secret_rotated': { readonly clientId: string }
  /** An authorization request was refused, on a page or back to the client; with the right that the person lacks. */
  'authorization.refused': LostRight & { readonly clientId?: string }
  /** A decision was made, or an earlier one was found, and a code went to the browser. */
  'authorization.granted': { readonly scope: string; readonly consent: 'given' | 'remembered' | 'first_party' }
  'authorization.denied': { readonly clientId?: string }
  /** A code was exchanged. */
  'token.issued': { readonly grantType: string; readonly scope: string }
  'token.refreshed': { readonly scope: string }
  /** The same answer was given again to a client that had lost it. */
  'token.refresh_repeated': Nothing
  'token.refused': RefusedForm & { readonly grantType?: string }
  /** A client ended a token of its own: a refresh token with its whole grant, an access token alone. */
  'token.revoked': { readonly kind: 'access_token' | 'refresh_token' }
  /** Nothing was revoked: the client did not authenticate, or the token is not its own. */
  'token.revocation_refused': RefusedForm
  /** A client asked about a token that it has no business with, or did not authenticate. */
  'token.introspection_refused': RefusedForm
  /** A used code came back from its rightful holder: the grant is dead. */
  'code.replayed': Nothing
  /** Five wrong verifiers: the code is spent. */
  'code.spent': Nothing
  /** A used refresh token came back from its rightful holder, too late for a retry: the grant is dead. */
  'refresh_token.reused': Nothing
  /** The right that was lost, when that ended it. */
  'grant.revoked': LostRight
  /** A session was ended by an administrator, or by the person from elsewhere. */
  'session.ended': { readonly sessionId?: Id; readonly count?: number }
  /** Attempts that delayed somebody were forgotten. */
  'throttle.lifted': { readonly kind: string }
  /** A request to the management API was refused. */
  'management.refused': { readonly operation: string }
  /** What a person had allowed a client was taken back, and the grants that rest on it were ended. */
  'consent.withdrawn': { readonly clientId: string }
  'api.refused': Nothing
}

export type EventType = keyof EventTypes

/** One event, as it is stored and logged. */
export type HubEvent<T extends EventType = EventType> = {
  [K in T]: {
    readonly id: Id
    readonly type: K
    /** Epoch milliseconds. */
    readonly at: number
    readonly requestId: string
    /** Who did it: an account's id, `client:<client_id>`, `cli`, or null for somebody unknown. */
    readonly actor: string | null
    /** The account that it is about. */
    readonly subject: Id | null
    /** The client's record id. */
    readonly client: Id | null
    readonly grantId: Id | null
    readonly outcome: 'success' | 'refused'
    /** Why it was refused, for the operator; the wire says less. */
    readonly reason: string | null
    /** The address that the request came from. */
    readonly source: string | null
    readonly data: EventTypes[K]
    /** What is personal of it, such as a name before and after: kept apart, never logged, erased with the account. */
    readonly personal?: Readonly<Record<string, unknown>>
  }
}[T]

/** The events that a verb writes, by the outcome that it turns out to have. */
export type EventsByOutcome<Outcome extends string> = { readonly [O in Outcome]?: readonly HubEvent[] }
