import type {
  Account,
  Client,
  DeadReason,
  Fence,
  GrantStanding,
  Id,
  RevocationReason,
  StandingGrant,
  StandingRights,
  Tenant,
} from '@identity-hub/core'
import { type ScopeRow, toScope } from './scopes.ts'
import { fromJson, fromList, fromScopes } from './values.ts'

/** A grant `g` and what it rests on: account `a`, client `c`, tenant `t`. */
export const STANDING_COLUMNS = `
  g.id AS "grantId", g.client AS "grantClient", g.account_id AS "accountId", g.scopes AS "grantScopes",
  g.audience AS "grantAudience", g.account_epoch AS "grantAccountEpoch", g.client_epoch AS "grantClientEpoch", g.tenant_epoch AS "grantTenantEpoch",
  g.policy_version AS "grantPolicyVersion", g.absolute_ends_at AS "absoluteEndsAt", g.revoked_at AS "revokedAt",
  g.revoked_reason AS "revokedReason", c.status AS "clientStatus", c.epoch AS "clientEpoch",
  c.required_role AS "requiredRole", t.status AS "tenantStatus", t.epoch AS "tenantEpoch",
  t.policy_version AS "policyVersion", t.rights_change AS "rightsChange", a.status AS "accountStatus", a.epoch AS "accountEpoch"`

export interface StandingRow {
  readonly grantId: Id
  readonly grantClient: Id
  readonly accountId: Id
  readonly grantScopes: string
  readonly grantAudience: string | null
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
  readonly rightsChange: Tenant['rightsChange']
  readonly accountStatus: Account['status']
  readonly accountEpoch: number
}

const toGrant = (row: StandingRow): StandingGrant => ({
  id: row.grantId,
  client: row.grantClient,
  accountId: row.accountId,
  scopes: fromScopes(row.grantScopes),
  audience: fromList(row.grantAudience),
  accountEpoch: row.grantAccountEpoch,
  clientEpoch: row.grantClientEpoch,
  tenantEpoch: row.grantTenantEpoch,
  policyVersion: row.grantPolicyVersion,
  absoluteEndsAt: row.absoluteEndsAt,
  revokedAt: row.revokedAt,
  revokedReason: row.revokedReason,
})

/**
 * What the grant's scopes are judged by. Read in the statement of the standing, so that all of it is of one moment: rights
 * of another moment could make a grant look dead that never was.
 */
export interface RightsRow {
  readonly roles: readonly string[]
  readonly claims: string
  readonly scopes: readonly ScopeRow[]
  readonly clientScopes: readonly string[]
  readonly changed: boolean | number
}

const toRights = ({ claims, scopes, changed, ...rest }: RightsRow): StandingRights => ({
  ...rest,
  claims: fromJson(claims),
  scopes: scopes.map(toScope),
  changed: Boolean(changed),
})

/** @param rights null while the policy version is the grant's own */
export const toStanding = (row: StandingRow, rights: RightsRow | null): GrantStanding => ({
  grant: toGrant(row),
  account: { id: row.accountId, status: row.accountStatus, epoch: row.accountEpoch },
  client: { status: row.clientStatus, epoch: row.clientEpoch, requiredRole: row.requiredRole },
  tenant: { epoch: row.tenantEpoch, policyVersion: row.policyVersion, rightsChange: row.rightsChange },
  rights: rights === null ? null : toRights(rights),
})

export type Standing = { readonly dead: DeadReason } | { readonly dead: null; readonly stale: boolean }

/** Why a fence did not hold. Null: no such grant for that caller. */
export function explainStanding(row: StandingRow | undefined, fence: Fence, now: number): Standing | null {
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
