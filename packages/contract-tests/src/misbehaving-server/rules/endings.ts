import type { Account, Grant } from '../state/records.ts'
import { endSessions, revokeGrants, type Tenant } from '../state/tenant.ts'

/** What ends with what. */
export const endingRules = {
  endOnBlock(tenant: Tenant, account: Account): void {
    revokeGrants(tenant, (grant) => grant.account === account)
    endSessions(tenant, (session) => session.account === account)
  },

  onUnblock(_tenant: Tenant, _account: Account): void {},

  endOnPasswordReset(tenant: Tenant, account: Account): void {
    revokeGrants(tenant, (grant) => grant.account === account)
    endSessions(tenant, (session) => session.account === account)
    for (const [value, id] of tenant.devices) if (id === account.id) tenant.devices.delete(value)
  },

  /** Who changes the password stays signed in here; apps go on. */
  endOnPasswordChange(tenant: Tenant, account: Account, ownSession: string | undefined): void {
    endSessions(tenant, (session) => session.account === account && session.value !== ownSession)
  },

  endOnRoleRemoved(tenant: Tenant, account: Account, role: string): void {
    const needs = (scope: string) => tenant.scopes.get(scope)?.role === role
    revokeGrants(tenant, (grant) => grant.account === account && grant.scopes.some(needs))
  },

  onRoleAssigned(_tenant: Tenant, _account: Account, _role: string): void {},

  endOnConsentWithdrawn(tenant: Tenant, account: Account, clientId: string): void {
    account.consents.delete(clientId)
    revokeGrants(tenant, (grant) => grant.account === account && grant.client.clientId === clientId)
  },

  endOnSignOut(tenant: Tenant, session: string): void {
    tenant.sessions.delete(session)
  },

  /** Whether what rests on a grant still counts. */
  grantIsAlive(grant: Grant): boolean {
    return !grant.revoked && grant.account?.blocked !== true && Date.now() < grant.endsAt
  },
}
