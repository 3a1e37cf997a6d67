import type { Context } from 'koa'
import type { InvalidRequest, LooseResponse } from './invalid-request.ts'
import { lingering } from './linger.ts'
import type { SendWhole } from '../responses/send-whole.ts'
import { writeLooseResponse } from '../responses/write-response.ts'

/** How much of a refused body is thrown away while its sender learns that it was refused. */
const DISCARD_BYTES = 1024 * 1024

/** Sends what the application makes of a failure, with what HTTP wants beside it. */
export function answerInvalid(
  ctx: Context,
  failure: InvalidRequest,
  response: LooseResponse,
  sendWhole: SendWhole | undefined,
): void {
  const complete = withAllow(ctx, failure, response)
  if (failure.status === 413) {
    writeLooseResponse(ctx, complete, undefined)
    refuseTheRest(ctx)
  } else {
    writeLooseResponse(ctx, complete, sendWhole)
  }
}

// RFC 9110 §15.5.6
function withAllow(ctx: Context, { allow }: InvalidRequest, response: LooseResponse): LooseResponse {
  const { headers = {} } = response
  const isThere = ctx.res.hasHeader('Allow') || Object.keys(headers).some((name) => name.toLowerCase() === 'allow')
  return !allow || isThere ? response : { ...response, headers: { ...headers, Allow: allow.join(', ') } }
}

/** The rest of the body stays unread, so nothing else can follow on this connection. */
export function refuseTheRest(ctx: Context): void {
  // HTTP/2 has streams, which end one by one.
  if (ctx.req.httpVersionMajor > 1) return
  ctx.set('Connection', 'close')
  const { body } = ctx
  if (typeof body !== 'string' && !Buffer.isBuffer(body)) return
  const payload = Buffer.from(body)
  ctx.body = lingering(payload, ctx.req, DISCARD_BYTES)
  ctx.length = payload.length
}
