import { SESSION_IDLE_SECONDS } from '../interaction/lifetimes.ts'
import type { SignedIn } from '../interaction/settings.ts'
import { instantOf } from '../issued-values/id.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { ListedConsent, ListedGrant, ListedSession } from '../storage/administration/access.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Id, Scope, Session } from '../storage/records.ts'

/** An app that has access to an account, or that may have it again without asking. */
export interface ConnectedClient {
  /** The client's record id. */
  readonly client: Id
  readonly name: string
  /** In the order in which they were granted; those that are gone have no description. */
  readonly scopes: readonly Pick<Scope, 'name' | 'description'>[]
  /** Epoch milliseconds. */
  readonly firstGrantedAt: number
  /** null: it has no access at this moment, but need not ask again. */
  readonly lastUsedAt: number | null
}

export interface OpenSession {
  readonly id: Id
  readonly isThisOne: boolean
  readonly userAgent: string | null
  readonly source: string | null
  readonly signedInAt: number
  /** To the minute. */
  readonly lastSeenAt: number
}

/** `more…`: there are more than are listed. */
export interface AccountAccess {
  /** The last used first. */
  readonly clients: readonly ConnectedClient[]
  readonly moreClients: boolean
  /** This one, then the newest. */
  readonly sessions: readonly OpenSession[]
  readonly moreSessions: boolean
}

const MOST_GRANTS = 500
const MOST_CONSENTS = 100
const MOST_SESSIONS = 20

/** Who can act for a person, and where they are signed in. */
export async function listAccess(
  storage: TenantStorage,
  { session, account }: SignedIn,
  { now }: Pick<RequestFacts, 'now'>,
): Promise<AccountAccess> {
  const ofAccount = { accountId: account.id, after: null, now }
  const [grants, consents, sessions] = await Promise.all([
    storage.listGrants({ ...ofAccount, live: true, limit: MOST_GRANTS }),
    storage.listConsents({ ...ofAccount, limit: MOST_CONSENTS }),
    storage.listSessions({ ...ofAccount, limit: MOST_SESSIONS }),
  ])
  const names = [...grants.rows, ...consents.rows].flatMap(({ scopes }) => scopes)
  const known = await storage.listScopesNamed([...new Set(names)])
  return {
    clients: connectedClients(grants.rows, consents.rows, known),
    moreClients: grants.next !== null || consents.next !== null,
    sessions: openSessions(sessions.rows, session),
    moreSessions: sessions.next !== null,
  }
}

/** This one first, however old it is. */
function openSessions(listed: readonly ListedSession[], session: Session): OpenSession[] {
  const isThisOne = ({ id }: Session): boolean => id === session.id
  const own = listed.find(isThisOne) ?? { ...session, userAgent: null, source: null }
  const others = listed.filter((one) => !isThisOne(one)).slice(0, MOST_SESSIONS - 1)
  return [own, ...others].map((one) => ({
    id: one.id,
    isThisOne: isThisOne(one),
    userAgent: one.userAgent,
    source: one.source,
    signedInAt: one.authAt,
    lastSeenAt: one.idleEndsAt - SESSION_IDLE_SECONDS * 1000,
  }))
}

/** One for each client; the last used first, then those that were only allowed. */
function connectedClients(
  grants: readonly ListedGrant[],
  consents: readonly ListedConsent[],
  known: readonly Scope[],
): ConnectedClient[] {
  const ids = new Set([...grants, ...consents].map(({ client }) => client))
  return [...ids]
    .map((client) => {
      const own = grants.filter((grant) => grant.client === client)
      const consent = consents.find((one) => one.client === client)
      const granted = own.length > 0 ? own.flatMap(({ scopes }) => scopes) : (consent?.scopes ?? [])
      return {
        client,
        name: own[0]?.clientName ?? consent?.clientName ?? '',
        scopes: [...new Set(granted)].map(
          (name) => known.find((scope) => scope.name === name) ?? { name, description: {} },
        ),
        firstGrantedAt: Math.min(...own.map(({ id }) => instantOf(id)), consent?.decidedAt ?? Infinity),
        lastUsedAt: own.length > 0 ? Math.max(...own.map(({ lastUsedAt }) => lastUsedAt)) : null,
      }
    })
    .toSorted((one, other) => (other.lastUsedAt ?? 0) - (one.lastUsedAt ?? 0))
}
