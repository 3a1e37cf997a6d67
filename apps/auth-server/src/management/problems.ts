import type { components } from '@identity-hub/api-types/management'
import type { Context } from 'koa'
import { visitOf } from '../http/visit.ts'

export type Problem = components['schemas']['Problem']
export type ProblemCode = Problem['code']
export type ProblemError = components['schemas']['ProblemError']

/** Status and title of each. RFC 9457 §3.1.3: the title does not change from one occurrence to the next. */
export const PROBLEMS = {
  invalid_request: [400, 'Bad Request'],
  invalid_token: [401, 'Unauthorized'],
  insufficient_scope: [403, 'Forbidden'],
  not_found: [404, 'Not Found'],
  method_not_allowed: [405, 'Method Not Allowed'],
  exists: [409, 'Conflict'],
  not_allowed: [409, 'Conflict'],
  changed_meanwhile: [412, 'Precondition Failed'],
  too_large: [413, 'Content Too Large'],
  unsupported_media_type: [415, 'Unsupported Media Type'],
  invalid_fields: [422, 'Unprocessable Content'],
  idempotency_key_reused: [422, 'Unprocessable Content'],
  if_match_required: [428, 'Precondition Required'],
  too_many_requests: [429, 'Too Many Requests'],
  server_error: [500, 'Internal Server Error'],
  temporarily_unavailable: [503, 'Service Unavailable'],
} as const satisfies Record<ProblemCode, readonly [status: number, title: string]>

type StatusOf<Code extends ProblemCode> = (typeof PROBLEMS)[Code][0]

const MANAGEMENT = /^\/([^/]+)\/api\/management(?:\/|$)/
const SLUG = /^[a-z0-9](?:-?[a-z0-9])*$/

/** The slug in a path of the management API, as it was sent; null: it is another path. */
export function managedTenant(path: string): string | null {
  return MANAGEMENT.exec(path)?.[1] ?? null
}

export interface ProblemResponse<Code extends ProblemCode> {
  readonly status: StatusOf<Code>
  readonly headers: { readonly 'Cache-Control': 'no-store' }
  readonly contentType: 'application/problem+json'
  readonly body: Problem
}

/**
 * Problem details (RFC 9457), in the shape of an operation's answer.
 * @param detail one sentence for whoever asked
 */
export function problemResponse<Code extends ProblemCode>(
  ctx: Context,
  code: Code,
  detail: string,
  errors: readonly ProblemError[] = [],
): ProblemResponse<Code> {
  const { facts, path } = visitOf(ctx)
  const [status, title]: readonly [StatusOf<Code>, string] = PROBLEMS[code]
  const slug = managedTenant(path)
  const body: Problem = {
    type: slug !== null && SLUG.test(slug) ? `/${slug}/errors/${code}` : 'about:blank',
    code,
    title,
    status,
    detail,
    ...(errors.length > 0 && { errors: [...errors] }),
    request_id: facts.requestId,
  }
  return { status, headers: { 'Cache-Control': 'no-store' }, contentType: 'application/problem+json', body }
}

/** The same where no operation answers. */
export function sendProblem(ctx: Context, code: ProblemCode, detail: string): void {
  const { status, headers, contentType, body } = problemResponse(ctx, code, detail)
  ctx.set({ ...headers })
  ctx.set('Content-Type', contentType)
  ctx.body = JSON.stringify(body)
  ctx.status = status
}

/** A problem as one sentence, out of the clause that checks give. */
export function sentence(problem: string): string {
  return `${problem.charAt(0).toUpperCase()}${problem.slice(1)}${/[.?]$/.test(problem) ? '' : '.'}`
}
