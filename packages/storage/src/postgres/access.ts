import type { AccessVerbs, Id } from '@identity-hub/core'
import { consentList } from '../lists/consents.ts'
import { grantList, grantOf, type GrantRow } from '../lists/grants.ts'
import { sessionList, standsOf } from '../lists/sessions.ts'
import { throttleList } from '../lists/throttles.ts'
import { toBlob } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { type Reads, readPage, toNumbered } from './lists.ts'
import type { Transaction } from './transactions.ts'
type Input<Verb extends keyof AccessVerbs> = Parameters<AccessVerbs[Verb]>[0]
type Answer<Verb extends keyof AccessVerbs> = ReturnType<AccessVerbs[Verb]>

export const listSessions = (reads: Reads, tenantId: Id, input: Input<'listSessions'>): Answer<'listSessions'> =>
  readPage(reads, sessionList(tenantId, input), input)

export const listConsents = (reads: Reads, tenantId: Id, input: Input<'listConsents'>): Answer<'listConsents'> =>
  readPage(reads, consentList(tenantId, input), input)

export const listGrants = (reads: Reads, tenantId: Id, input: Input<'listGrants'>): Answer<'listGrants'> =>
  readPage(reads, grantList(tenantId, input, { indexesRevoked: true }), input)

export const listThrottles = (reads: Reads, tenantId: Id, input: Input<'listThrottles'>): Answer<'listThrottles'> =>
  readPage(reads, throttleList(tenantId, input), input)

export async function findGrant(db: Connection, tenantId: Id, id: Id): Answer<'findGrant'> {
  const list = grantOf(tenantId, id)
  const row = await db.one<GrantRow>(toNumbered(list), ...list.values)
  return row === undefined ? { outcome: 'unknown' } : { outcome: 'found', grant: list.toItem(row) }
}

// A session that has expired is ended, too: another clock may be behind. It is not counted. What
// has ended need not tell of a person any longer.
const RETURN_LIVE = `
  RETURNING (idle_ends_at > $2 AND absolute_ends_at > $2 AND ${standsOf('sessions')}) AS live`
const END_BY_ID = `
  UPDATE sessions SET ended_at = $2, user_agent = NULL, source = NULL
  WHERE id = $3 AND tenant_id = $1 AND ended_at IS NULL AND account_id = COALESCE($4, account_id) ${RETURN_LIVE}`
const END_ALL_OF = `
  UPDATE sessions SET ended_at = $2, user_agent = NULL, source = NULL
  WHERE account_id = $3 AND tenant_id = $1 AND ended_at IS NULL AND id <> COALESCE($4, '') ${RETURN_LIVE}`

interface Ended {
  readonly live: boolean | number
}

export async function endSessionById(
  db: Transaction,
  tenantId: Id,
  { sessionId, accountId, now, events }: Input<'endSessionById'>,
): Answer<'endSessionById'> {
  const ended = await db.one<Ended>(END_BY_ID, tenantId, now, sessionId, accountId ?? null)
  if (ended === undefined || !ended.live) return { outcome: 'unknown' }
  await writeEvents(db, tenantId, events)
  return { outcome: 'ended' }
}

export async function endSessions(
  db: Transaction,
  tenantId: Id,
  { accountId, keepSessionId, now, events }: Input<'endSessions'>,
): Answer<'endSessions'> {
  const ended = await db.all<Ended>(END_ALL_OF, tenantId, now, accountId, keepSessionId)
  const count = ended.filter(({ live }) => live).length
  if (count > 0) await writeEvents(db, tenantId, events)
  return { outcome: 'ended', count }
}

const LIFT = 'DELETE FROM throttles WHERE tenant_id = $1 AND kind = $2 AND key_hash = $3 RETURNING until'

export async function liftThrottle(
  db: Transaction,
  tenantId: Id,
  { kind, keyHash, now, events }: Input<'liftThrottle'>,
): Answer<'liftThrottle'> {
  const lifted = await db.one<{ until: number }>(LIFT, tenantId, kind, toBlob(keyHash))
  if (lifted === undefined || lifted.until <= now) return { outcome: 'unknown' }
  await writeEvents(db, tenantId, events)
  return { outcome: 'lifted' }
}
