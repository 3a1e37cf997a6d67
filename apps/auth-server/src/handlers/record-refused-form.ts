import {
  claimedClient,
  describeRefusal,
  readClientCredentials,
  type ClientRefusal,
  type HubEvent,
  type HubStorage,
  type Tenant,
  type TokenRefusal,
} from '@identity-hub/core'
import { visitOf } from '../http/visit.ts'
import type { HandlerContext } from './context.ts'

/** A client's request that was refused before anybody looked at who sent it. */
export type RefusedForm = {
  /** What the contract calls the parameter that was wrong. */
  readonly parameter?: string | undefined
  /** The `client_id` of the body, if it could be read. */
  readonly clientId?: unknown
} & (
  | { readonly type: 'token.refused'; readonly reason: TokenRefusal }
  | { readonly type: 'token.revocation_refused' | 'token.introspection_refused'; readonly reason: ClientRefusal }
)

/** Tells the events which parameter was wrong and who says to have sent it: no value of any other is kept. */
export function recordRefusedForm(hub: HubStorage, tenant: Tenant, ctx: HandlerContext, form: RefusedForm): void {
  hub.recordRefusal(tenant, describe(form, ctx))
}

function describe(form: RefusedForm, ctx: HandlerContext): HubEvent {
  const { facts } = visitOf(ctx)
  const inBody = typeof form.clientId === 'string' ? { client_id: form.clientId } : {}
  const credentials = readClientCredentials(ctx.req.headers.authorization, inBody)
  const data = {
    ...claimedClient(credentials.outcome === 'read' ? credentials.clientId : (inBody.client_id ?? null)),
    ...(form.parameter !== undefined && { parameter: form.parameter }),
  }
  // Each type has reasons of its own, which the compiler sees only apart.
  return form.type === 'token.refused'
    ? describeRefusal(facts, form.type, form.reason, data)
    : describeRefusal(facts, form.type, form.reason, data)
}
