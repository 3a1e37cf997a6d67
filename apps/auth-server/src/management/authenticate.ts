import {
  checkAccessToken,
  HUB_SCOPES,
  HUB_TENANT,
  isHubScope,
  type AccessTokenCheck,
  type BearerRefusal,
  type EventSubjects,
  type TenantStorage,
} from '@identity-hub/core'
import type { Dependencies } from '../dependencies.ts'
import type { ManagementContext } from './context.ts'
import type { Principal } from './principal.ts'

/** Says whose access token that is, or why it is nobody's. */
export type Authenticate = (token: string, context: ManagementContext) => Promise<Authenticated>

export type Authenticated =
  | { readonly ok: true; readonly principal: Principal }
  | {
      readonly ok: false
      /** For the operator; the wire says less. */
      readonly reason: BearerRefusal
      /** Of the tenant in the path. */
      readonly subjects?: EventSubjects
    }

/** For whoever has the database itself: every request is the operator's, whatever token it has. */
export const authenticateAsOperator: Authenticate = async () => ({
  ok: true,
  principal: {
    tenant: HUB_TENANT,
    kind: 'operator',
    id: 'cli',
    name: 'The command line',
    actor: 'cli',
    scopes: Object.keys(HUB_SCOPES).filter(isHubScope),
  },
})

type Live = Extract<AccessTokenCheck, { outcome: 'live' }>

/** Tokens of the tenant in the path, and of the tenant `hub` when they administer. Any other is one that nobody knows. */
export function authenticateByAccessToken({ hub }: Pick<Dependencies, 'hub'>): Authenticate {
  return async (token, { storage, tenant, facts }) => {
    const own = await checkAccessToken(storage, token, facts)
    if (own.outcome === 'live') return { ok: true, principal: await principalOf(own, storage, tenant.slug) }
    if (own.reason !== 'token_unknown' || tenant.slug === HUB_TENANT)
      return { ok: false, reason: own.reason, subjects: own.parties?.subjects ?? {} }
    const opened = await hub.openTenant(HUB_TENANT)
    if (opened.outcome !== 'open') return { ok: false, reason: own.reason }
    const above = await checkAccessToken(opened.storage, token, facts)
    // The ids of whoever it is mean nothing among this tenant's.
    if (above.outcome === 'refused') return { ok: false, reason: above.reason }
    // Apps of the tenant `hub` that administer nothing have no business with other tenants.
    if (!above.scopes.some(isHubScope)) return { ok: false, reason: own.reason }
    return { ok: true, principal: await principalOf(above, opened.storage, tenant.slug) }
  }
}

async function principalOf(check: Live, storage: TenantStorage, pathTenant: string): Promise<Principal> {
  const { account, clientId, scopes } = check
  const { slug } = storage.tenant
  const own = account === null ? `client:${clientId}` : account.id
  const found = account === null ? await storage.findClient(clientId) : null
  return {
    tenant: slug,
    kind: account === null ? 'client' : 'user',
    id: account?.id ?? clientId,
    name: account?.displayName ?? (found?.outcome === 'found' ? found.client.name : clientId),
    actor: slug === pathTenant ? own : `${slug}:${own}`,
    scopes: scopes.filter(isHubScope),
  }
}
