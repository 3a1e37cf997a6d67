import type { RequestFacts, Tenant, TenantStorage } from '@identity-hub/core'
import type { Handlers, LooseResponse } from '@identity-hub/koa-server/management'
import type { Context } from 'koa'
import type { Principal } from './principal.ts'

/** What handlers of the management API get beside the typed request. */
export interface ManagementContext {
  readonly ctx: Context
  readonly facts: RequestFacts
  /** Of the tenant in the path. */
  readonly storage: TenantStorage
  readonly tenant: Tenant
  /** Set once it is known who asks. */
  principal: Principal | null
  /** Set by the check of credentials when it refuses: what to answer. */
  refusal: LooseResponse | null
}

/** All operations; a room of them is a `Pick`. `request.security.accessToken` is the principal. */
export type ManagementHandlers = Handlers<ManagementContext, unknown, { readonly accessToken: Principal }>

/** What every request of an operation has, whichever it is. */
export interface ManagementRequest<Id extends string = string> {
  readonly operationId: Id
  readonly context: ManagementContext
  readonly security: { readonly accessToken: Principal }
}
