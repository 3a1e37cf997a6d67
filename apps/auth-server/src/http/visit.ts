import type { RequestFacts } from '@identity-hub/core'
import type { Context } from 'koa'

/** What one request carries from middleware to handler. */
export interface Visit {
  readonly facts: RequestFacts
  /** Told to the log and to nobody else: why the request was refused. */
  reason: string | null
  tenant: string | null
  clientId: string | null
}

const visits = new WeakMap<Context['req'], Visit>()

export function beginVisit(ctx: Context, facts: RequestFacts): Visit {
  const visit: Visit = { facts, reason: null, tenant: null, clientId: null }
  visits.set(ctx.req, visit)
  return visit
}

/** @throws Error when the middleware that begins visits did not run: a mistake in the composition */
export function visitOf(ctx: Context): Visit {
  const visit = visits.get(ctx.req)
  if (visit === undefined) throw new Error('no visit was begun for this request')
  return visit
}
