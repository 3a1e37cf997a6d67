import type { HubStorage, Tenant } from '@identity-hub/core'
import { visitOf } from '../http/visit.ts'
import type { HandlerContext } from './context.ts'
import { recordRefusedForm, type RefusedForm } from './record-refused-form.ts'

/**
 * Whether the query has a parameter that belongs in the body, which the log and the events are told: credentials, grants
 * and tokens in a URL end up in logs and histories. RFC 6749 §2.3.1, §3.2.
 */
export function refusesQuery(
  hub: HubStorage,
  tenant: Tenant,
  ctx: HandlerContext,
  names: ReadonlySet<string>,
  form: Pick<RefusedForm, 'type' | 'clientId'>,
): boolean {
  if (ctx.querystring === '') return false
  const parameter = [...new URLSearchParams(ctx.querystring).keys()].find((name) => names.has(name))
  if (parameter === undefined) return false
  const reason = 'parameter_in_query'
  visitOf(ctx).reason = reason
  recordRefusedForm(hub, tenant, ctx, { ...form, reason, parameter })
  return true
}

/** What a request about one token has in its body. RFC 7009 §2.1, RFC 7662 §2.1. */
export const ABOUT_A_TOKEN: ReadonlySet<string> = new Set([
  'token',
  'token_type_hint',
  'client_id',
  'client_secret',
  'client_assertion',
])
