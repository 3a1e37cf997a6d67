import type { AccessVerbs, Id, ListedGrant } from '@identity-hub/core'
import { fromScopes } from '../rows/values.ts'
import { all, BEHIND_ALL, equals, type List, part } from './list.ts'

type Row = Omit<ListedGrant, 'scopes' | 'superseded'> & {
  readonly scopes: string
  readonly superseded: boolean | number
}

const SUPERSEDED = `
  g.account_epoch <> (SELECT a.epoch FROM accounts a WHERE a.id = g.account_id AND a.tenant_id || '' = g.tenant_id)
  OR g.client_epoch <> (SELECT c.epoch FROM clients c WHERE c.id = g.client AND c.tenant_id || '' = g.tenant_id)
  OR g.tenant_epoch <> (SELECT t.epoch FROM tenants t WHERE t.id = g.tenant_id)`

const COLUMNS = `
  g.id, g.client, g.account_id AS "accountId", g.session_id AS "sessionId", g.scopes,
  g.absolute_ends_at AS "absoluteEndsAt", g.revoked_at AS "revokedAt", g.revoked_reason AS "revokedReason",
  (SELECT c.client_id FROM clients c WHERE c.id = g.client AND c.tenant_id || '' = g.tenant_id) AS "clientId",
  (SELECT c.name FROM clients c WHERE c.id = g.client AND c.tenant_id || '' = g.tenant_id) AS "clientName",
  g.tokens_at AS "lastUsedAt", (${SUPERSEDED}) AS superseded`

const toItem = (row: Row): ListedGrant => ({
  ...row,
  scopes: fromScopes(row.scopes),
  superseded: Boolean(row.superseded),
})

/** @param indexesRevoked whether the index of an account's grants has those that were revoked, too */
export function grantList(
  tenantId: Id,
  { accountId, client, live = false, now }: Parameters<AccessVerbs['listGrants']>[0],
  { indexesRevoked }: { readonly indexesRevoked: boolean },
): List<Row, ListedGrant> {
  const within =
    accountId === undefined || !(live || indexesRevoked)
      ? null
      : part(`g.account_id = ?${live ? ' AND g.revoked_at IS NULL' : ''}`, accountId)
  return {
    from: 'grants g',
    // As an expression, a key leaves it to the account to find the rows.
    key: [within === null ? 'g.id' : "g.id || ''"],
    within: within ?? all(),
    where: all(
      part('g.tenant_id = ?', tenantId),
      equals('g.account_id', accountId),
      equals('g.client', client),
      ...(live ? [part('g.revoked_at IS NULL AND g.absolute_ends_at > ?', now), part(`NOT (${SUPERSEDED})`)] : []),
    ),
    columns: COLUMNS,
    range: { before: [BEHIND_ALL], from: [''] },
    toItem,
    positionOf: ({ id }) => [id],
  }
}

/** One grant, as it is listed. */
export const grantOf = (tenantId: Id, id: Id) => ({
  ...part(`SELECT ${COLUMNS} FROM grants g WHERE g.id = ? AND g.tenant_id = ?`, id, tenantId),
  toItem,
})

export type GrantRow = Row
