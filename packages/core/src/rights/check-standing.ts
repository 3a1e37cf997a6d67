import type { DeadReason, Fence, GrantStanding } from '../storage/token-verbs.ts'
import { permittedScopes } from './permitted-scopes.ts'

export type StandingCheck =
  | { readonly ok: true; readonly fence: Fence }
  | { readonly ok: false; readonly reason: DeadReason }

/**
 * Whether everything that a grant rests on still stands, and the fence that a write then repeats. Epochs only ever rise,
 * so unblocking revives nothing.
 */
export function checkStanding(standing: GrantStanding, now: number): StandingCheck {
  const { grant, account, client, tenant } = standing
  if (grant.revokedAt !== null) return dead(grant.revokedReason ?? 'revoked_by_administrator')
  if (tenant.epoch !== grant.tenantEpoch) return dead('tenant_changed')
  if (account.status !== 'active') return dead('account_blocked')
  if (account.epoch !== grant.accountEpoch) return dead('account_changed')
  if (client.status !== 'active') return dead('client_disabled')
  if (client.epoch !== grant.clientEpoch) return dead('client_changed')
  if (now >= grant.absoluteEndsAt) return dead('grant_expired')
  if (!rightsStand(standing)) return dead('rights_changed')
  return {
    ok: true,
    fence: {
      grantId: grant.id,
      client: grant.client,
      clientEpoch: client.epoch,
      accountId: account.id,
      accountEpoch: account.epoch,
      tenantEpoch: tenant.epoch,
      policyVersion: tenant.policyVersion,
    },
  }
}

function dead(reason: DeadReason): StandingCheck {
  return { ok: false, reason }
}

// Rights are read only when the policy version moved since the grant was last judged.
function rightsStand({ grant, client, tenant, rights }: GrantStanding): boolean {
  if (rights === null) return true
  if (tenant.rightsChange === 'any' && rights.changed) return false
  if (client.requiredRole !== null && !rights.roles.includes(client.requiredRole)) return false
  const ofClient = grant.scopes.filter((name) => rights.clientScopes.includes(name))
  return permittedScopes(ofClient, rights.scopes, rights).length === grant.scopes.length
}
