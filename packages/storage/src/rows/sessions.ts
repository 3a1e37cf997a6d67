import type { Account, Id, Session, SessionVerbs } from '@identity-hub/core'
import { ACCOUNT_COLUMNS, type AccountRow, toAccount } from './accounts.ts'
import { fromJson } from './values.ts'

/** The columns of a session `s`, its account `a` and tenant `t`. */
export const SESSION_COLUMNS = `
  s.id, s.account_epoch AS "sessionAccountEpoch", s.tenant_epoch AS "sessionTenantEpoch", s.auth_at AS "authAt", s.amr,
  s.acr, s.idle_ends_at AS "idleEndsAt", s.absolute_ends_at AS "absoluteEndsAt", s.ended_at AS "endedAt",
  t.epoch AS "tenantEpoch", ${ACCOUNT_COLUMNS}`

export interface SessionRow extends AccountRow {
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

export type SessionStanding =
  | { outcome: 'live'; session: Session; account: Account }
  | { outcome: 'expired' | 'ended' | 'unknown' }

export function toSessionStanding(row: SessionRow | undefined, now: number): SessionStanding {
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

const TOUCH_STEP_MILLISECONDS = 60_000

/** Whether the idle end has moved far enough to be worth a write. */
export const isTouchDue = (
  standing: SessionStanding,
  input: Parameters<SessionVerbs['touchSession']>[0],
): standing is Extract<SessionStanding, { outcome: 'live' }> =>
  standing.outcome === 'live' && input.idleEndsAt - standing.session.idleEndsAt >= TOUCH_STEP_MILLISECONDS
