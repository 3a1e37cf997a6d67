import type { Client, DeadReason, Fence, Grant, GrantStanding, Id, RevocationReason, Tenant } from '@identity-hub/core'
import { ACCOUNT_COLUMNS, type AccountRow, toAccount } from './accounts.ts'
import type { Connection } from './connection.ts'
import { listRoles } from './roles.ts'
import { readScopes } from './scopes.ts'
import { fromJson, fromList, fromScopes } from './values.ts'

/** A grant `g` and what it rests on: account `a`, client `c`, tenant `t`. */
export const STANDING_COLUMNS = `
  g.id AS grantId, g.client AS grantClient, g.session_id AS sessionId, g.scopes AS grantScopes,
  g.audience AS grantAudience, g.auth_at AS authAt, g.amr, g.acr, g.cnf, g.account_epoch AS grantAccountEpoch,
  g.client_epoch AS grantClientEpoch, g.tenant_epoch AS grantTenantEpoch, g.policy_version AS grantPolicyVersion,
  g.absolute_ends_at AS absoluteEndsAt, g.revoked_at AS revokedAt, g.revoked_reason AS revokedReason,
  c.status AS clientStatus, c.epoch AS clientEpoch, c.required_role AS requiredRole,
  t.status AS tenantStatus, t.epoch AS tenantEpoch, t.policy_version AS policyVersion, ${ACCOUNT_COLUMNS}`

/** To be joined to a row that names a grant; ?1 is the tenant. */
export const STANDING_TABLES = `
  JOIN accounts a ON a.id = g.account_id AND a.tenant_id = ?1
  JOIN clients c ON c.id = g.client AND c.tenant_id = ?1
  JOIN tenants t ON t.id = ?1`

export interface StandingRow extends AccountRow {
  readonly grantId: Id
  readonly grantClient: Id
  readonly sessionId: Id | null
  readonly grantScopes: string
  readonly grantAudience: string | null
  readonly authAt: number
  readonly amr: string
  readonly acr: string | null
  readonly cnf: string | null
  readonly grantAccountEpoch: number
  readonly grantClientEpoch: number
  readonly grantTenantEpoch: number
  readonly grantPolicyVersion: number
  readonly absoluteEndsAt: number
  readonly revokedAt: number | null
  readonly revokedReason: RevocationReason | null
  readonly clientStatus: Client['status']
  readonly clientEpoch: number
  readonly requiredRole: string | null
  readonly tenantStatus: Tenant['status']
  readonly tenantEpoch: number
  readonly policyVersion: number
}

const toGrant = (row: StandingRow): Grant => ({
  id: row.grantId,
  client: row.grantClient,
  accountId: row.accountId,
  sessionId: row.sessionId,
  scopes: fromScopes(row.grantScopes),
  audience: fromList(row.grantAudience),
  authAt: row.authAt,
  amr: fromJson(row.amr),
  acr: row.acr,
  cnf: row.cnf === null ? null : fromJson(row.cnf),
  accountEpoch: row.grantAccountEpoch,
  clientEpoch: row.grantClientEpoch,
  tenantEpoch: row.grantTenantEpoch,
  policyVersion: row.grantPolicyVersion,
  absoluteEndsAt: row.absoluteEndsAt,
  revokedAt: row.revokedAt,
  revokedReason: row.revokedReason,
})

export function toStanding(db: Connection, tenantId: Id, row: StandingRow): GrantStanding {
  const grant = toGrant(row)
  const rightsMayDiffer = row.policyVersion !== row.grantPolicyVersion
  return {
    grant,
    account: toAccount(row),
    client: { status: row.clientStatus, epoch: row.clientEpoch, requiredRole: row.requiredRole },
    tenant: { epoch: row.tenantEpoch, policyVersion: row.policyVersion },
    rights: rightsMayDiffer
      ? { roles: listRoles(db, tenantId, row.accountId), scopes: readScopes(db, tenantId, grant.scopes) }
      : null,
  }
}

const OF_GRANT = `
  SELECT ${STANDING_COLUMNS} FROM grants g ${STANDING_TABLES} WHERE g.id = ?2 AND g.tenant_id = ?1`

export type Standing = { readonly dead: DeadReason } | { readonly dead: null; readonly stale: boolean }

/** Why a fence did not hold, found out in the transaction in which it did not. Null: no such grant for that caller. */
export function explainFence(db: Connection, tenantId: Id, fence: Fence, now: number): Standing | null {
  const row = db.one<StandingRow>(OF_GRANT, tenantId, fence.grantId)
  if (row === undefined || row.grantClient !== fence.client || row.accountId !== fence.accountId) return null
  const dead = deadReason(row, now)
  return dead === null ? { dead, stale: isStale(row, fence) } : { dead }
}

// An epoch only ever rises, so a grant that rests on an older one is dead for good.
function deadReason(row: StandingRow, now: number): DeadReason | null {
  if (row.revokedAt !== null) return row.revokedReason ?? 'revoked_by_administrator'
  if (row.tenantStatus !== 'open' || row.tenantEpoch !== row.grantTenantEpoch) return 'tenant_changed'
  if (row.accountStatus !== 'active') return 'account_blocked'
  if (row.accountEpoch !== row.grantAccountEpoch) return 'account_changed'
  if (row.clientStatus !== 'active') return 'client_disabled'
  if (row.clientEpoch !== row.grantClientEpoch) return 'client_changed'
  return row.absoluteEndsAt <= now ? 'grant_expired' : null
}

const isStale = (row: StandingRow, fence: Fence): boolean =>
  row.accountEpoch !== fence.accountEpoch ||
  row.clientEpoch !== fence.clientEpoch ||
  row.tenantEpoch !== fence.tenantEpoch ||
  row.policyVersion !== fence.policyVersion
