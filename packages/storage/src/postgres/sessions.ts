import type { Id, NewSession, SessionVerbs } from '@identity-hub/core'
import {
  isTouchDue,
  SESSION_COLUMNS,
  type SessionRow,
  type SessionStanding,
  toSessionStanding,
} from '../rows/sessions.ts'
import { toBlob, toJson } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { inOrder, type Numbered } from './numbered.ts'
import type { Transaction } from './transactions.ts'

const BY_HASHES = `
  SELECT q.n, found.*
  FROM unnest($1::text[], $2::bytea[]) WITH ORDINALITY AS q(tenant_id, session_hash, n)
    CROSS JOIN LATERAL (
      SELECT ${SESSION_COLUMNS}
      FROM sessions s
        JOIN accounts a ON a.id = s.account_id AND a.tenant_id || '' = s.tenant_id
        JOIN tenants t ON t.id = s.tenant_id
      WHERE s.session_hash = q.session_hash AND s.tenant_id = q.tenant_id OFFSET 0) AS found`

/** In the order of what is wanted; null: there is none. */
export async function readSessions(
  db: Connection,
  wanted: readonly { readonly tenantId: Id; readonly sessionHash: string }[],
): Promise<(SessionRow | null)[]> {
  const tenantIds = wanted.map(({ tenantId }) => tenantId)
  const hashes = wanted.map(({ sessionHash }) => toBlob(sessionHash))
  const rows = await db.all<Numbered<SessionRow>>(BY_HASHES, tenantIds, hashes)
  return inOrder<SessionRow, SessionRow | null>(wanted, rows, (row) => row, null)
}

const LOCK = 'SELECT id FROM sessions WHERE session_hash = $2 AND tenant_id = $1 FOR NO KEY UPDATE'
const MOVE_IDLE_END = 'UPDATE sessions SET idle_ends_at = $3 WHERE id = $1 AND tenant_id = $2'

export async function touchSession(
  db: Transaction,
  tenantId: Id,
  input: Parameters<SessionVerbs['touchSession']>[0],
): Promise<SessionStanding> {
  await db.one(LOCK, tenantId, toBlob(input.sessionHash))
  const [row] = await readSessions(db, [{ tenantId, sessionHash: input.sessionHash }])
  const standing = toSessionStanding(row ?? undefined, input.now)
  if (!isTouchDue(standing, input)) return standing
  await db.run(MOVE_IDLE_END, standing.session.id, tenantId, input.idleEndsAt)
  return { ...standing, session: { ...standing.session, idleEndsAt: input.idleEndsAt } }
}

const INSERT = `
  INSERT INTO sessions (id, tenant_id, session_hash, account_id, account_epoch, tenant_epoch, auth_at, amr, acr,
    idle_ends_at, absolute_ends_at, user_agent, source)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`
const IS_THERE = 'SELECT id FROM sessions WHERE id = $1'

export async function insertSession(
  db: Transaction,
  tenantId: Id,
  session: NewSession,
  rest: { accountId: Id; accountEpoch: number; tenantEpoch: number },
): Promise<void> {
  db.leaveWitness(IS_THERE, session.id)
  await db.run(
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
  'UPDATE sessions SET ended_at = $3, user_agent = NULL, source = NULL WHERE session_hash = $2 AND tenant_id = $1 AND ended_at IS NULL'
const END_OTHERS = `
  UPDATE sessions SET ended_at = $4, user_agent = NULL, source = NULL
  WHERE account_id = $2 AND tenant_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $3`

export async function endSession(
  db: Transaction,
  tenantId: Id,
  input: Parameters<SessionVerbs['endSession']>[0],
): Promise<{ outcome: 'ended' | 'unknown' }> {
  if ((await db.run(END, tenantId, toBlob(input.sessionHash), input.now)) === 0) return { outcome: 'unknown' }
  await writeEvents(db, tenantId, input.events?.ended)
  return { outcome: 'ended' }
}

export async function endOtherSessions(
  db: Transaction,
  tenantId: Id,
  accountId: Id,
  keepSessionId: Id | null,
  now: number,
): Promise<void> {
  await db.run(END_OTHERS, tenantId, accountId, keepSessionId, now)
}
