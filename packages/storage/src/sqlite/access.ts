import type { AccessVerbs, Id } from '@identity-hub/core'
import { consentList } from '../lists/consents.ts'
import { grantList, grantOf, type GrantRow } from '../lists/grants.ts'
import { sessionList, standsOf } from '../lists/sessions.ts'
import { throttleList } from '../lists/throttles.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { type Commits, readPage } from './lists.ts'

type Input<Verb extends keyof AccessVerbs> = Parameters<AccessVerbs[Verb]>[0]
type Answer<Verb extends keyof AccessVerbs> = ReturnType<AccessVerbs[Verb]>

export const listSessions = (
  db: Connection,
  commits: Commits,
  tenantId: Id,
  input: Input<'listSessions'>,
): Answer<'listSessions'> => readPage(db, commits, sessionList(tenantId, input), input)

export const listConsents = (
  db: Connection,
  commits: Commits,
  tenantId: Id,
  input: Input<'listConsents'>,
): Answer<'listConsents'> => readPage(db, commits, consentList(tenantId, input), input)

export const listGrants = (
  db: Connection,
  commits: Commits,
  tenantId: Id,
  input: Input<'listGrants'>,
): Answer<'listGrants'> => readPage(db, commits, grantList(tenantId, input, { indexesRevoked: false }), input)

export const listThrottles = (
  db: Connection,
  commits: Commits,
  tenantId: Id,
  input: Input<'listThrottles'>,
): Answer<'listThrottles'> => readPage(db, commits, throttleList(tenantId, input), input)

export function findGrant(db: Connection, tenantId: Id, id: Id): Awaited<Answer<'findGrant'>> {
  const list = grantOf(tenantId, id)
  const row = db.one<GrantRow>(list.sql, ...list.values)
  return row === undefined ? { outcome: 'unknown' } : { outcome: 'found', grant: list.toItem(row) }
}

// A session that has expired is ended, too: another clock may be behind. It is not counted. What
// has ended need not tell of a person any longer.
const RETURN_LIVE = `
  RETURNING (idle_ends_at > ?2 AND absolute_ends_at > ?2 AND ${standsOf('sessions')}) AS live`
const END_BY_ID = `
  UPDATE sessions SET ended_at = ?2, user_agent = NULL, source = NULL
  WHERE id = ?3 AND tenant_id = ?1 AND ended_at IS NULL AND account_id = COALESCE(?4, account_id) ${RETURN_LIVE}`
const END_ALL_OF = `
  UPDATE sessions SET ended_at = ?2, user_agent = NULL, source = NULL
  WHERE account_id = ?3 AND tenant_id = ?1 AND ended_at IS NULL AND id <> COALESCE(?4, '') ${RETURN_LIVE}`

interface Ended {
  readonly live: boolean | number
}

export function endSessionById(
  db: Connection,
  tenantId: Id,
  { sessionId, accountId, now, events }: Input<'endSessionById'>,
): Awaited<Answer<'endSessionById'>> {
  const ended = db.one<Ended>(END_BY_ID, tenantId, now, sessionId, accountId ?? null)
  if (ended === undefined || !ended.live) return { outcome: 'unknown' }
  writeEvents(db, tenantId, events)
  return { outcome: 'ended' }
}

export function endSessions(
  db: Connection,
  tenantId: Id,
  { accountId, keepSessionId, now, events }: Input<'endSessions'>,
): Awaited<Answer<'endSessions'>> {
  const ended = db.all<Ended>(END_ALL_OF, tenantId, now, accountId, keepSessionId)
  const count = ended.filter(({ live }) => live).length
  if (count > 0) writeEvents(db, tenantId, events)
  return { outcome: 'ended', count }
}

const LIFT = 'DELETE FROM throttles WHERE tenant_id = ?1 AND kind = ?2 AND key_hash = ?3 RETURNING until'

export function liftThrottle(
  db: Connection,
  tenantId: Id,
  { kind, keyHash, now, events }: Input<'liftThrottle'>,
): Awaited<Answer<'liftThrottle'>> {
  const lifted = db.one<{ until: number }>(LIFT, tenantId, kind, toBlob(keyHash))
  if (lifted === undefined || lifted.until <= now) return { outcome: 'unknown' }
  writeEvents(db, tenantId, events)
  return { outcome: 'lifted' }
}
