import type { Context } from 'koa'
import { pickLocale } from '../locales/pick-locale.ts'
import { managedTenant, sendProblem, type ProblemCode } from '../management/problems.ts'
import { errorPage } from '../pages/error-page.ts'
import type { ErrorProblem } from '../pages/error-problem.ts'
import { sendPage } from './send-page.ts'
import { visitOf } from './visit.ts'

/** Where programs call, an answer is JSON whatever they accept. */
const PROGRAM_PATH =
  /^\/(?:[^/]+\/(?:oauth2\/v1\/(?:token|revoke|introspect|verify)\/?|api\/.*)|\.well-known\/.*|health\/.*)$/

const ERRORS: Partial<Record<ErrorProblem, string>> = {
  'temporarily-unavailable': 'temporarily_unavailable',
  'too-many-requests': 'temporarily_unavailable',
  'internal-error': 'server_error',
}

const PROBLEMS: Partial<Record<ErrorProblem, readonly [ProblemCode, string]>> = {
  'internal-error': ['server_error', 'Something went wrong; quote the request id.'],
  'temporarily-unavailable': ['temporarily_unavailable', 'Try again in a moment.'],
  'malformed-request': ['invalid_request', 'The request cannot be read.'],
  'uri-too-long': ['invalid_request', 'The URL is too long.'],
}
const NOT_FOUND = ['not_found', 'There is nothing here.'] as const

/** A failure outside the operations' own answers, as JSON for programs and as a page for people. */
export function sendFailure(
  ctx: Context,
  status: number,
  problem: ErrorProblem,
  options: { readonly retryAfterSeconds?: number; readonly tenantName?: string; readonly detail?: string } = {},
): void {
  const { retryAfterSeconds, tenantName, detail } = options
  if (retryAfterSeconds !== undefined) ctx.set('Retry-After', String(retryAfterSeconds))
  if (managedTenant(visitOf(ctx).path) !== null) return sendProblem(ctx, ...(PROBLEMS[problem] ?? NOT_FOUND))
  if (PROGRAM_PATH.test(visitOf(ctx).path)) {
    ctx.set('Cache-Control', 'no-store')
    ctx.set('Pragma', 'no-cache')
    ctx.set('Content-Type', 'application/json;charset=UTF-8')
    ctx.body = JSON.stringify({ error: ERRORS[problem] ?? 'invalid_request' })
    ctx.status = status
    return
  }
  const locale = pickLocale({ acceptLanguage: ctx.get('Accept-Language'), tenantLocale: 'en' })
  const { requestId } = visitOf(ctx).facts
  sendPage(ctx, status, errorPage({ locale, problem, requestId, tenantName, detail, retryAfterSeconds }), [])
}
