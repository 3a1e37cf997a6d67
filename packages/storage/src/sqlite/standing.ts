import type { GrantStanding } from '@identity-hub/core'
import { STANDING_COLUMNS as SHARED_COLUMNS, type StandingRow, toStanding as share } from '../rows/standing.ts'
import { fromJson } from '../rows/values.ts'
import { SCOPE_AS_JSON, type ScopeRow, toScope } from './scopes.ts'

/** To be joined to a grant `g`; ?1 is the tenant. */
export const STANDING_TABLES = `
  JOIN accounts a ON a.id = g.account_id AND a.tenant_id = ?1
  JOIN clients c ON c.id = g.client AND c.tenant_id = ?1
  JOIN tenants t ON t.id = ?1`

// Rights are read in the same statement, so that all of a standing is of one moment: rights of another moment could make
// a grant look dead that never was.
const POLICY_MOVED = 't.policy_version <> g.policy_version'
export const STANDING_COLUMNS = `${SHARED_COLUMNS},
  CASE WHEN ${POLICY_MOVED} THEN (
    SELECT json_group_array(ar.role ORDER BY ar.role) FROM account_roles ar
    WHERE ar.account_id = a.id AND ar.tenant_id = ?1) END AS roles,
  CASE WHEN ${POLICY_MOVED} THEN (
    SELECT json_group_array(${SCOPE_AS_JSON} ORDER BY sc.name) FROM scopes sc
    WHERE sc.tenant_id = ?1 AND instr(' ' || g.scopes || ' ', ' ' || sc.name || ' ') > 0) END AS scopeRows`

export interface StandingWithRightsRow extends StandingRow {
  readonly roles: string | null
  readonly scopeRows: string | null
}

export const toStanding = (row: StandingWithRightsRow): GrantStanding =>
  share(row, () => ({
    roles: fromJson<readonly string[]>(row.roles ?? '[]'),
    scopes: fromJson<readonly ScopeRow[]>(row.scopeRows ?? '[]').map(toScope),
  }))
