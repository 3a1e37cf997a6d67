import { onTestFinished } from 'vitest'
import { createGrants, type Grants } from '../database/grants.ts'
import { openDatabase } from '../database/open-database.ts'
import { createPendingAuthorizations, type PendingAuthorizations } from '../database/pending-authorizations.ts'
import { createSealer } from '../database/sealer.ts'
import { createSessions, type Sessions } from '../database/sessions.ts'
import { signInTables } from '../database/sign-in-tables.ts'

export const schema = { migrations: [signInTables], keyVariable: 'APP_KEY' } as const

export interface SignIns {
  readonly grants: Grants
  readonly sessions: Sessions
  readonly pendingAuthorizations: PendingAuthorizations
  /** What the history was told, the newest first. */
  readonly history: {
    readonly event: string
    readonly reason?: string
    readonly at: number
    readonly requestId?: string | undefined
  }[]
  purge(now: number): void
}

export function openSignIns(options: {
  readonly path: string
  readonly now: number
  readonly issuer?: string
  readonly clientId?: string
}): SignIns {
  const { path, now, issuer = 'http://localhost:4000/acme', clientId = 'timeline-app' } = options
  const sealer = createSealer(Buffer.alloc(32, 7))
  const database = openDatabase(path, sealer, schema)
  onTestFinished(() => database.close())
  const history: SignIns['history'] = []
  const grants = createGrants(database, {
    issuer,
    clientId,
    sealer,
    history: { add: (_, event, details) => void history.unshift({ ...event, ...details }) },
    clock: () => now,
  })
  const sessions = createSessions(database)
  const pendingAuthorizations = createPendingAuthorizations(database, sealer)
  return {
    grants,
    sessions,
    pendingAuthorizations,
    history,
    purge(at) {
      pendingAuthorizations.purge(at)
      sessions.purge(at)
      grants.purge(at)
    },
  }
}
