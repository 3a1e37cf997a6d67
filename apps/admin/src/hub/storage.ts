import {
  createGrants,
  createPendingAuthorizations,
  createSealer,
  createSessions,
  openDatabase,
  signInTables,
  type Grants,
  type PendingAuthorizations,
  type Sessions,
} from '@identity-hub/web-app'

/** Everything that these pages remember, in one SQLite file: who is signed in, and their tokens. */
export interface Storage {
  /** Of one tenant: a grant is seen under its own issuer only. */
  grantsOf(issuer: string): Grants
  readonly sessions: Sessions
  readonly pendingAuthorizations: PendingAuthorizations
  purge(now: number): void
  close(): void
}

/** The hub keeps the history of administrators; these pages keep none. */
const NO_HISTORY = { add: () => undefined }

/** Anybody can ask for the sign-in of a tenant, there or not; each costs a few kilobytes of statements. */
const MOST_KEPT = 1_000

export function openStorage(options: {
  readonly path: string
  readonly key: Buffer
  readonly clientId: string
  readonly clock: () => number
}): Storage {
  const sealer = createSealer(options.key)
  const database = openDatabase(options.path, sealer, { migrations: [signInTables], keyVariable: 'ADMIN_KEY' })
  const sessions = createSessions(database)
  const pendingAuthorizations = createPendingAuthorizations(database, sealer)
  const selectIssuers = database.prepare('SELECT DISTINCT issuer FROM grants WHERE client_id = ?')
  const grants = new Map<string, Grants>()

  function grantsOf(issuer: string): Grants {
    const known = grants.get(issuer)
    if (known) return known
    const made = createGrants(database, { ...options, issuer, sealer, history: NO_HISTORY })
    const [oldest] = grants.keys()
    if (grants.size >= MOST_KEPT && oldest !== undefined) grants.delete(oldest)
    grants.set(issuer, made)
    return made
  }

  return {
    grantsOf,
    sessions,
    pendingAuthorizations,
    purge(now) {
      pendingAuthorizations.purge(now)
      sessions.purge(now)
      for (const { issuer } of selectIssuers.all(options.clientId)) grantsOf(String(issuer)).purge(now)
    },
    close: () => database.close(),
  }
}
