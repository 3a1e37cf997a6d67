import {
  createGrants,
  createPendingAuthorizations,
  createSealer,
  createSessions,
  openDatabase,
  type Grants,
  type PendingAuthorizations,
  type Sessions,
} from '@identity-hub/web-app'
import { migrations } from './migrations.ts'
import { createTimeline, type Timeline } from './timeline.ts'

/** Everything this app remembers, in one SQLite file. */
export interface Storage {
  readonly grants: Grants
  readonly sessions: Sessions
  readonly pendingAuthorizations: PendingAuthorizations
  readonly timeline: Timeline
  /** Removes what has expired. */
  purge(now: number): void
  close(): void
}

export function openStorage(options: {
  readonly path: string
  readonly key: Buffer
  readonly issuer: string
  readonly clientId: string
  readonly clock: () => number
}): Storage {
  const sealer = createSealer(options.key)
  const database = openDatabase(options.path, sealer, { migrations, keyVariable: 'CONSUMER_KEY' })
  const timeline = createTimeline(database)
  const grants = createGrants(database, { ...options, sealer, history: timeline })
  const sessions = createSessions(database)
  const pendingAuthorizations = createPendingAuthorizations(database, sealer)
  return {
    grants,
    sessions,
    pendingAuthorizations,
    timeline,
    purge(now) {
      pendingAuthorizations.purge(now)
      sessions.purge(now)
      grants.purge(now)
    },
    close: () => database.close(),
  }
}
