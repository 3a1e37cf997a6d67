import type { Account, Id, NewSession, Session, SessionVerbs } from '@identity-hub/core'
import { ACCOUNT_COLUMNS, type AccountRow, toAccount } from './accounts.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { fromJson, toBlob, toJson } from './values.ts'

interface SessionRow extends AccountRow {
  readonly id: Id
  readonly sessionAccountEpoch: number
  readonly sessionTenantEpoch: number
  readonly authAt: number
  readonly amr: string
  readonly acr: string | null
  readonly idleEndsAt: number
  readonly absoluteEndsAt: number
  readonly endedAt: number | null
  readonly tenantEpoch: number
}

const SELECT = `
  SELECT s.id, s.account_epoch AS sessionAccountEpoch, s.tenant_epoch AS sessionTenantEpoch, s.auth_at AS authAt, s.amr,
    s.acr, s.idle_ends_at AS idleEndsAt, s.absolute_ends_at AS absoluteEndsAt, s.ended_at AS endedAt,
    t.epoch AS tenantEpoch, ${ACCOUNT_COLUMNS}
  FROM sessions s
    JOIN accounts a ON a.id = s.account_id AND a.tenant_id = ?1
    JOIN tenants t ON t.id = ?1`

const BY_HASH = `${SELECT} WHERE s.session_hash = ?2 AND s.tenant_id = ?1`
const BY_ID = `${SELECT} WHERE s.id = ?2 AND s.tenant_id = ?1`

export type SessionStanding =
  | { outcome: 'live'; session: Session; account: Account }
  | { outcome: 'expired' | 'ended' | 'unknown' }

function toStanding(row: SessionRow | undefined, now: number): SessionStanding {
  if (row === undefined) return { outcome: 'unknown' }
  const epochsHold = row.sessionAccountEpoch === row.accountEpoch && row.sessionTenantEpoch === row.tenantEpoch
  if (row.endedAt !== null || row.accountStatus !== 'active' || !epochsHold) return { outcome: 'ended' }
  if (row.idleEndsAt <= now || row.absoluteEndsAt <= now) return { outcome: 'expired' }
  const session: Session = {
    id: row.id,
    accountId: row.accountId,
    authAt: row.authAt,
    amr: fromJson(row.amr),
    acr: row.acr,
    idleEndsAt: row.idleEndsAt,
    absoluteEndsAt: row.absoluteEndsAt,
  }
  return { outcome: 'live', session, account: toAccount(row) }
}

export const readSession = (db: Connection, tenantId: Id, sessionHash: string, now: number): SessionStanding =>
  toStanding(db.one<SessionRow>(BY_HASH, tenantId, toBlob(sessionHash)), now)

export const readSessionById = (db: Connection, tenantId: Id, sessionId: Id, now: number): SessionStanding =>
  toStanding(db.one<SessionRow>(BY_ID, tenantId, sessionId), now)

const TOUCH_STEP_MILLISECONDS = 60_000

type Touch = Parameters<SessionVerbs['touchSession']>[0]

/** Whether the idle end has moved far enough to be worth a write. */
export const isTouchDue = (standing: SessionStanding, input: Touch): boolean =>
  standing.outcome === 'live' && input.idleEndsAt - standing.session.idleEndsAt >= TOUCH_STEP_MILLISECONDS

const MOVE_IDLE_END = 'UPDATE sessions SET idle_ends_at = ?3 WHERE id = ?1 AND tenant_id = ?2'

export function touchSession(db: Connection, tenantId: Id, input: Touch): SessionStanding {
  const standing = readSession(db, tenantId, input.sessionHash, input.now)
  if (standing.outcome !== 'live' || !isTouchDue(standing, input)) return standing
  db.run(MOVE_IDLE_END, standing.session.id, tenantId, input.idleEndsAt)
  return { ...standing, session: { ...standing.session, idleEndsAt: input.idleEndsAt } }
}

const INSERT = `
  INSERT INTO sessions (id, tenant_id, session_hash, account_id, account_epoch, tenant_epoch, auth_at, amr, acr,
    idle_ends_at, absolute_ends_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)`

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
  )
}

const END = 'UPDATE sessions SET ended_at = ?3 WHERE session_hash = ?2 AND tenant_id = ?1 AND ended_at IS NULL'
const END_OTHERS = `
  UPDATE sessions SET ended_at = ?4 WHERE account_id = ?2 AND tenant_id = ?1 AND ended_at IS NULL AND id IS NOT ?3`

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
