import type { Context } from 'koa'

/** An answer that is ready to go out: checked, encoded, and no stream. */
export interface WholeAnswer {
  readonly status: number
  /** Names and values in turn, as `ServerResponse.writeHead` takes them, without Content-Length. */
  readonly headers: readonly string[]
  /** null: none, and no Content-Type either. To HEAD it is what GET would get. */
  readonly content: string | Buffer | null
}

/**
 * Sends an answer itself (true), or leaves it to Koa after all (false). Whoever sends answers for all that Koa does
 * otherwise: headers that were set on the response before, Content-Length, HEAD, and `ctx.respond = false`. Middleware
 * around the router then finds neither `ctx.body` nor headers to change.
 */
export type SendWhole = (ctx: Context, answer: WholeAnswer) => boolean
