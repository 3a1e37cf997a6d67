import type { GrantStanding } from '@identity-hub/core'
import {
  type RightsRow,
  STANDING_COLUMNS as SHARED_COLUMNS,
  type StandingRow,
  toStanding as share,
} from '../rows/standing.ts'
import { SCOPE_AS_JSON } from './scopes.ts'

/** To be joined to a grant `g`. The added text keeps the planner from looking for what has an id by its tenant. */
export const STANDING_TABLES = `
  JOIN accounts a ON a.id = g.account_id AND a.tenant_id || '' = g.tenant_id
  JOIN clients c ON c.id = g.client AND c.tenant_id || '' = g.tenant_id
  JOIN tenants t ON t.id = g.tenant_id`

const SCOPES_OF_GRANT = `
  FROM scopes sc WHERE sc.tenant_id = g.tenant_id AND sc.name = ANY(string_to_array(g.scopes, ' '))`

// Nothing but the comparison is done while the policy version is the grant's own.
export const STANDING_COLUMNS = `${SHARED_COLUMNS},
  CASE WHEN t.policy_version <> g.policy_version THEN json_build_object(
    'roles', ARRAY(SELECT ar.role FROM account_roles ar
      WHERE ar.account_id = a.id AND ar.tenant_id || '' = a.tenant_id ORDER BY ar.role),
    'claims', a.claims,
    'scopes', ARRAY(SELECT ${SCOPE_AS_JSON} ${SCOPES_OF_GRANT} ORDER BY sc.name),
    'clientScopes', ARRAY(SELECT cs.name FROM client_scopes cs WHERE cs.client = c.id ORDER BY cs.position),
    'changed', greatest(a.rights_version, (SELECT max(sc.rights_version) ${SCOPES_OF_GRANT})) > g.policy_version)
    END AS rights`

export interface StandingWithRightsRow extends StandingRow {
  readonly rights: RightsRow | null
}

export const toStanding = (row: StandingWithRightsRow): GrantStanding => share(row, row.rights)
