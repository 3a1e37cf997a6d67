import type { Context } from 'koa'
import type { InvalidRequest, LooseResponse } from './invalid-request.ts'
import { lingering } from './linger.ts'
import { writeLooseResponse } from './write-response.ts'

/** How much of a refused body is thrown away while its sender learns that it was refused. */
const DISCARD_BYTES = 1024 * 1024

/** Sends what the application makes of a failure, with what HTTP wants beside it. */
export function answerInvalid(ctx: Context, failure: InvalidRequest, response: LooseResponse): void {
  writeLooseResponse(ctx, response)
  // RFC 9110 §15.5.6
  if (failure.allow && !ctx.res.hasHeader('Allow')) ctx.set('Allow', failure.allow.join(', '))
  if (failure.status === 413) refuseTheRest(ctx)
}

/** The rest of the body stays unread, so nothing else can follow on this connection. */
function refuseTheRest(ctx: Context): void {
  // HTTP/2 has streams, which end one by one.
  if (ctx.req.httpVersionMajor > 1) return
  ctx.set('Connection', 'close')
  const { body } = ctx
  if (typeof body !== 'string' && !Buffer.isBuffer(body)) return
  const payload = Buffer.from(body)
  ctx.body = lingering(payload, ctx.req, DISCARD_BYTES)
  ctx.length = payload.length
}
