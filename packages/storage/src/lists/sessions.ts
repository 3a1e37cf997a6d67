import type { AccessVerbs, Id, ListedSession } from '@identity-hub/core'
import { fromJson } from '../rows/values.ts'
import { all, BEHIND_ALL, type List, part } from './list.ts'

type Row = Omit<ListedSession, 'amr'> & { readonly amr: string }

const COLUMNS = `
  s.id, s.account_id AS "accountId", s.auth_at AS "authAt", s.amr, s.acr, s.idle_ends_at AS "idleEndsAt",
  s.absolute_ends_at AS "absoluteEndsAt", s.user_agent AS "userAgent", s.source`

/** Of a session: nothing that it rests on has changed. @param s what the table is called */
export const standsOf = (s: string): string => `
  ${s}.account_epoch = (
    SELECT a.epoch FROM accounts a WHERE a.id = ${s}.account_id AND a.tenant_id || '' = ${s}.tenant_id AND a.status = 'active')
  AND ${s}.tenant_epoch = (SELECT t.epoch FROM tenants t WHERE t.id = ${s}.tenant_id)`

export function sessionList(
  tenantId: Id,
  { accountId, now }: Parameters<AccessVerbs['listSessions']>[0],
): List<Row, ListedSession> {
  const ofAccount = accountId !== undefined
  return {
    from: 'sessions s',
    // As an expression, a key leaves it to the account to find the rows.
    key: [ofAccount ? "s.id || ''" : 's.id'],
    within: ofAccount ? part('s.account_id = ? AND s.ended_at IS NULL', accountId) : all(),
    where: all(
      part('s.tenant_id = ? AND s.ended_at IS NULL', tenantId),
      part('s.idle_ends_at > ? AND s.absolute_ends_at + 0 > ?', now, now),
      part(standsOf('s')),
    ),
    columns: COLUMNS,
    range: { before: [BEHIND_ALL], from: [''] },
    toItem: (row) => ({ ...row, amr: fromJson(row.amr) }),
    positionOf: ({ id }) => [id],
  }
}
