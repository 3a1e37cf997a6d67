import type { HubStorage } from '@identity-hub/core'
import type { InvalidRequest, LooseResponse } from '@identity-hub/koa-server/management'
import type { Context } from 'koa'
import { visitOf } from '../http/visit.ts'
import type { ManagementContext } from './context.ts'
import { problemResponse, type ProblemResponse } from './problems.ts'
import { recordManagementRefusal } from './record-refusal.ts'

/** Requests that do not fit the document. What was sent is never repeated, but for the names of its members. */
export function answerInvalidRequest(
  hub: HubStorage,
  failure: InvalidRequest,
  context: ManagementContext,
): LooseResponse {
  const { place, reason, name, operationId } = failure
  const response = responseOf(failure, context.ctx)
  // Nobody is known when it is the method that is wrong.
  if (context.principal !== null) recordManagementRefusal(hub, { context, operationId }, response.body.code)
  visitOf(context.ctx).reason = [place, reason, ...(name === undefined ? [] : [name])].join(' ')
  return response
}

function responseOf(failure: InvalidRequest, ctx: Context) {
  const { place, reason, status, path, message } = failure
  if (place === 'method') return withAllow(problemResponse(ctx, 'method_not_allowed', message), failure.allow ?? [])
  if (place === 'path') return problemResponse(ctx, 'not_found', 'There is nothing of that name.')
  if (status === 413) return problemResponse(ctx, 'too_large', 'A body may have 64 KiB.')
  if (status === 415) return problemResponse(ctx, 'unsupported_media_type', unsupported(ctx.method))
  if (place === 'body' && (reason === 'invalid' || path.length > 0))
    return problemResponse(ctx, 'invalid_fields', message, [{ pointer: pointerOf(path), detail: clauseOf(message) }])
  return problemResponse(ctx, 'invalid_request', message)
}

function withAllow(response: ProblemResponse<'method_not_allowed'>, allow: readonly string[]) {
  return { ...response, headers: { ...response.headers, Allow: allow.join(', ') } }
}

function unsupported(method: string): string {
  return `Send ${method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'}, not compressed.`
}

/** RFC 6901 §4 */
function pointerOf(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** `The body member "name" is not valid: must be string.` says for the member alone: `must be string`. */
function clauseOf(message: string): string {
  return /: (.+)\.$/.exec(message)?.[1] ?? / (is .+)\.$/.exec(message)?.[1] ?? message
}
