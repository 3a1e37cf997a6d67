import type { GrantStanding } from '@identity-hub/core'
import {
  type RightsRow,
  STANDING_COLUMNS as SHARED_COLUMNS,
  type StandingRow,
  toStanding as share,
} from '../rows/standing.ts'
import { fromJson } from '../rows/values.ts'
import { SCOPE_AS_JSON } from './scopes.ts'

/** To be joined to a grant `g`; ?1 is the tenant. */
export const STANDING_TABLES = `
  JOIN accounts a ON a.id = g.account_id AND a.tenant_id = ?1
  JOIN clients c ON c.id = g.client AND c.tenant_id = ?1
  JOIN tenants t ON t.id = ?1`

const SCOPES_OF_GRANT = `
  FROM scopes sc WHERE sc.tenant_id = ?1 AND instr(' ' || g.scopes || ' ', ' ' || sc.name || ' ') > 0`

// Nothing but the comparison is done while the policy version is the grant's own.
export const STANDING_COLUMNS = `${SHARED_COLUMNS},
  CASE WHEN t.policy_version <> g.policy_version THEN json_object(
    'roles', json((SELECT json_group_array(ar.role ORDER BY ar.role) FROM account_roles ar
      WHERE ar.account_id = a.id AND ar.tenant_id = ?1)),
    'claims', a.claims,
    'scopes', json((SELECT json_group_array(${SCOPE_AS_JSON} ORDER BY sc.name) ${SCOPES_OF_GRANT})),
    'clientScopes', json((SELECT json_group_array(cs.name ORDER BY cs.position) FROM client_scopes cs
      WHERE cs.client = c.id)),
    'changed', max(a.rights_version, ifnull((SELECT max(sc.rights_version) ${SCOPES_OF_GRANT}), 0)) > g.policy_version)
    END AS rights`

export interface StandingWithRightsRow extends StandingRow {
  /** JSON of a `RightsRow`. */
  readonly rights: string | null
}

export const toStanding = (row: StandingWithRightsRow): GrantStanding =>
  share(row, row.rights === null ? null : fromJson<RightsRow>(row.rights))
