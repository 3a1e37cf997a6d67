import type { RequestFacts } from '@identity-hub/core'
import type { Context } from 'koa'

/** What one request carries from its arrival to its line in the log. */
export interface Visit {
  facts: RequestFacts
  /** Of the request's target, as it was sent. */
  readonly path: string
  /** Names and values in turn: fields of the answer, whatever it will be. `send-whole.ts` and `receive.ts` send them. */
  readonly headers: string[]
  /** Told to the log and to nobody else: why the request was refused. */
  reason: string | null
  tenant: string | null
  clientId: string | null
}

export function beginVisit(ctx: Context, facts: RequestFacts, headers: string[]): Visit {
  const visit: Visit = { facts, path: ctx.path, headers, reason: null, tenant: null, clientId: null }
  ctx.state['visit'] = visit
  return visit
}

/** @throws Error when the request was not received by `receive.ts`: a mistake in the composition */
export function visitOf(ctx: Context): Visit {
  // Nothing else writes there.
  const visit = ctx.state['visit'] as Visit | undefined
  if (visit === undefined) throw new Error('no visit was begun for this request')
  return visit
}
