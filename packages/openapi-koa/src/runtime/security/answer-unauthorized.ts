import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'
import { refuseTheRest } from '../refusals/answer-invalid.ts'
import type { LooseResponse } from '../refusals/invalid-request.ts'
import type { OnUnauthorized, SecurityFailure } from './security-type.ts'
import type { SendWhole } from '../responses/send-whole.ts'
import { writeLooseResponse } from '../responses/write-response.ts'

/** What may still arrive of a refused request, so that its connection can be used again. */
const DRAIN_BYTES = 65_536

/** Sends what the application makes of missing or wrong credentials, with the challenges that HTTP wants beside it. */
export async function answerUnauthorized(
  ctx: Context,
  failure: SecurityFailure,
  context: unknown,
  options: { readonly onUnauthorized?: OnUnauthorized<unknown>; readonly send?: SendWhole },
): Promise<void> {
  const response = await (options.onUnauthorized ?? problemOf)(failure, context)
  const complete = withChallenges(ctx, failure, response)
  if (isLargeBodyPending(ctx.req)) {
    writeLooseResponse(ctx, complete, undefined)
    refuseTheRest(ctx)
  } else {
    // Node reads what is left of the body, and throws it away.
    writeLooseResponse(ctx, complete, options.send)
  }
}

/** Who has sent no credentials that are any good does not make the server read all that they announce. */
function isLargeBodyPending({ headers, complete }: IncomingMessage): boolean {
  if (complete) return false
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > DRAIN_BYTES
}

/** Other credentials help against 401 and 403, and not against whatever else the application answers. RFC 9110 §11.6.1 */
function withChallenges(ctx: Context, { challenges }: SecurityFailure, response: LooseResponse): LooseResponse {
  const { status, headers = {} } = response
  if (status !== 401 && status !== 403) return response
  const isThere =
    ctx.res.hasHeader('WWW-Authenticate') ||
    Object.keys(headers).some((name) => name.toLowerCase() === 'www-authenticate')
  return challenges.length === 0 || isThere
    ? response
    : { ...response, headers: { ...headers, 'WWW-Authenticate': challenges } }
}

/** RFC 9457 §3 */
function problemOf({ status, message, reason, scheme }: SecurityFailure): LooseResponse {
  const title = status === 403 ? 'Forbidden' : 'Unauthorized'
  return {
    status,
    headers: { 'Cache-Control': 'no-store' },
    contentType: 'application/problem+json',
    body: { type: 'about:blank', title, status, detail: message, reason, scheme },
  }
}
