import type { GrantStanding } from '@identity-hub/core'
import { STANDING_COLUMNS as SHARED_COLUMNS, type StandingRow, toStanding as share } from '../rows/standing.ts'
import { type ScopeRow, toScope } from './scopes.ts'

/** To be joined to a grant `g`. The added text keeps the planner from looking for a client by its tenant. */
export const STANDING_TABLES = `
  JOIN accounts a ON a.id = g.account_id AND a.tenant_id = g.tenant_id
  JOIN clients c ON c.id = g.client AND c.tenant_id || '' = g.tenant_id
  JOIN tenants t ON t.id = g.tenant_id`

// Rights are read in the same statement, so that all of a standing is of one moment: rights of another moment could make
// a grant look dead that never was.
const POLICY_MOVED = 't.policy_version <> g.policy_version'
export const STANDING_COLUMNS = `${SHARED_COLUMNS},
  CASE WHEN ${POLICY_MOVED} THEN ARRAY(
    SELECT ar.role FROM account_roles ar WHERE ar.account_id = a.id AND ar.tenant_id = a.tenant_id ORDER BY ar.role)
    END AS "roles",
  CASE WHEN ${POLICY_MOVED} THEN ARRAY(
    SELECT json_build_object('name', sc.name, 'description', sc.description, 'requiredRoles', sc.required_roles,
      'accessTokenSeconds', sc.access_token_seconds)
    FROM scopes sc WHERE sc.tenant_id = g.tenant_id AND sc.name = ANY(string_to_array(g.scopes, ' ')) ORDER BY sc.name)
    END AS "scopeRows"`

export interface StandingWithRightsRow extends StandingRow {
  readonly roles: readonly string[] | null
  readonly scopeRows: readonly ScopeRow[] | null
}

export const toStanding = (row: StandingWithRightsRow): GrantStanding =>
  share(row, () => ({ roles: row.roles ?? [], scopes: (row.scopeRows ?? []).map(toScope) }))
