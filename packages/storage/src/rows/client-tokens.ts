import type { Client, Tenant, TokenVerbs } from '@identity-hub/core'

/** What fences compare with. */
export type TenantState = Pick<Tenant, 'status' | 'epoch' | 'policyVersion'>
export type ClientState = Pick<Client, 'status' | 'epoch'>

/** A tenant that is not there is as good as suspended. */
export const NO_TENANT_STATE: TenantState = { status: 'suspended', epoch: -1, policyVersion: -1 }

/** Whether a client may have a token of its own. RFC 6749 §4.4. */
export function checkClientFence(
  fence: Parameters<TokenVerbs['issueClientToken']>[0]['fence'],
  tenant: TenantState,
  client: ClientState | undefined,
): Awaited<ReturnType<TokenVerbs['issueClientToken']>> {
  if (tenant.status !== 'open') return { outcome: 'dead', reason: 'tenant_changed' }
  if (client?.status === 'disabled') return { outcome: 'dead', reason: 'client_disabled' }
  const holds = client?.epoch === fence.clientEpoch && tenant.epoch === fence.tenantEpoch
  return { outcome: holds ? 'issued' : 'stale' }
}
