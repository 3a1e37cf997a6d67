import type { Id, NewSession, SessionVerbs } from '@identity-hub/core'
import {
  isTouchDue,
  SESSION_COLUMNS,
  type SessionRow,
  type SessionStanding,
  toSessionStanding,
} from '../rows/sessions.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { toBlob, toJson } from '../rows/values.ts'

const SELECT = `
  SELECT ${SESSION_COLUMNS}
  FROM sessions s
    JOIN accounts a ON a.id = s.account_id AND a.tenant_id = ?1
    JOIN tenants t ON t.id = ?1`

const BY_HASH = `${SELECT} WHERE s.session_hash = ?2 AND s.tenant_id = ?1`
const BY_ID = `${SELECT} WHERE s.id = ?2 AND s.tenant_id = ?1`

export const readSession = (db: Connection, tenantId: Id, sessionHash: string, now: number): SessionStanding =>
  toSessionStanding(db.one<SessionRow>(BY_HASH, tenantId, toBlob(sessionHash)), now)

export const readSessionById = (db: Connection, tenantId: Id, sessionId: Id, now: number): SessionStanding =>
  toSessionStanding(db.one<SessionRow>(BY_ID, tenantId, sessionId), now)

const MOVE_IDLE_END = 'UPDATE sessions SET idle_ends_at = ?3 WHERE id = ?1 AND tenant_id = ?2'

export function touchSession(
  db: Connection,
  tenantId: Id,
  input: Parameters<SessionVerbs['touchSession']>[0],
): SessionStanding {
  const standing = readSession(db, tenantId, input.sessionHash, input.now)
  if (!isTouchDue(standing, input)) return standing
  db.run(MOVE_IDLE_END, standing.session.id, tenantId, input.idleEndsAt)
  return { ...standing, session: { ...standing.session, idleEndsAt: input.idleEndsAt } }
}

const INSERT = `
  INSERT INTO sessions (id, tenant_id, session_hash, account_id, account_epoch, tenant_epoch, auth_at, amr, acr,
    idle_ends_at, absolute_ends_at, user_agent, source)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)`

export function insertSession(
  db: Connection,
  tenantId: Id,
  session: NewSession,
  rest: { accountId: Id; accountEpoch: number; tenantEpoch: number },
): void {
  db.run(
    INSERT,
    session.id,
    tenantId,
    toBlob(session.sessionHash),
    rest.accountId,
    rest.accountEpoch,
    rest.tenantEpoch,
    session.authAt,
    toJson(session.amr),
    session.acr,
    session.idleEndsAt,
    session.absoluteEndsAt,
    session.userAgent,
    session.source,
  )
}

const END =
  'UPDATE sessions SET ended_at = ?3, user_agent = NULL, source = NULL WHERE session_hash = ?2 AND tenant_id = ?1 AND ended_at IS NULL'
const END_OTHERS = `
  UPDATE sessions SET ended_at = ?4, user_agent = NULL, source = NULL WHERE account_id = ?2 AND tenant_id = ?1 AND ended_at IS NULL AND id IS NOT ?3`

export function endSession(
  db: Connection,
  tenantId: Id,
  input: Parameters<SessionVerbs['endSession']>[0],
): { outcome: 'ended' | 'unknown' } {
  if (db.run(END, tenantId, toBlob(input.sessionHash), input.now) === 0) return { outcome: 'unknown' }
  writeEvents(db, tenantId, input.events?.ended)
  return { outcome: 'ended' }
}

export function endOtherSessions(
  db: Connection,
  tenantId: Id,
  accountId: Id,
  keepSessionId: Id | null,
  now: number,
): void {
  db.run(END_OTHERS, tenantId, accountId, keepSessionId, now)
}
