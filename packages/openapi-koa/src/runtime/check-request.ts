import type { RouterContext } from '@koa/router'
import type { CheckedBody } from './bodies/checked-body.ts'
import { checkHeaders, looseHeaders } from './parameters/check-headers.ts'
import { checkPath, loosePath } from './parameters/check-path.ts'
import { type Checked, type ParametersPlan, checkParameters } from './parameters/check-parameters.ts'
import { parseCookies } from './parameters/cookies.ts'
import type { InvalidRequest } from './refusals/invalid-request.ts'
import type { OperationPlan } from './operation-plan.ts'
import { refuseRequest } from './refusals/refuse-request.ts'
import { negotiate } from './responses/negotiate.ts'
import { parseUrlencoded } from './parameters/urlencoded.ts'

/** The request as its handler gets it. Its types are the document's, see `RequestOf`. */
export interface CheckedRequest {
  operationId: string
  context: unknown
  path?: unknown
  query?: unknown
  headers?: unknown
  cookies?: unknown
  body?: unknown
  contentType?: string
  mediaType?: string
  accept?: unknown
  security?: unknown
}

/** Everything but the body, in the order in which it arrives. */
export function checkParameterParts(
  plan: OperationPlan,
  ctx: RouterContext,
  request: CheckedRequest,
): InvalidRequest | undefined {
  return (
    checkSegments(plan, ctx, request) ??
    checkQuery(plan, ctx, request) ??
    checkFields(plan, ctx, request) ??
    checkAccept(plan, ctx, request)
  )
}

function checkAccept(plan: OperationPlan, ctx: RouterContext, request: CheckedRequest): InvalidRequest | undefined {
  if (!plan.negotiation) return undefined
  const accept = negotiate(plan.negotiation, ctx.req.headers.accept)
  if (accept === undefined && plan.negotiation.refuses) {
    ctx.vary('Accept')
    return refuseRequest(plan.operationId, 'header', { reason: 'not-acceptable', name: 'accept', path: ['accept'] })
  }
  request.accept = accept ?? plan.negotiation.contentTypes[0]
  return undefined
}

function checkSegments(plan: OperationPlan, ctx: RouterContext, request: CheckedRequest): InvalidRequest | undefined {
  if (!plan.path) return undefined
  const captures = ctx.captures ?? []
  const checked = checkPath(plan.path, captures)
  if (!checked.ok) return refuseRequest(plan.operationId, 'path', checked.refusal, loosePath(plan.path, captures))
  request.path = checked.value
  return undefined
}

function checkQuery(plan: OperationPlan, ctx: RouterContext, request: CheckedRequest): InvalidRequest | undefined {
  if (!plan.query) return undefined
  const parsed = parseUrlencoded(ctx.querystring, plan.limits, plan.query.rawNames)
  if (!parsed.ok) {
    const name = declaredName(plan.query, parsed.name)
    return refuseRequest(plan.operationId, 'query', {
      reason: parsed.reason,
      path: name,
      ...(name[0] && { name: name[0] }),
    })
  }
  const checked: Checked = plan.loose
    ? { ok: true, value: parsed.values }
    : checkParameters(plan.query, parsed.values, parsed.raw)
  if (!checked.ok) return refuseRequest(plan.operationId, 'query', checked.refusal, parsed.values)
  request.query = checked.value
  return undefined
}

function checkFields(plan: OperationPlan, ctx: RouterContext, request: CheckedRequest): InvalidRequest | undefined {
  if (plan.headers) {
    const loose = looseHeaders(plan.headers, ctx.req.headers)
    const checked = checkHeaders(plan.headers, loose)
    if (!checked.ok) return refuseRequest(plan.operationId, 'header', checked.refusal, loose)
    request.headers = checked.value
  }
  if (plan.cookies) {
    const loose = parseCookies(ctx.req.headers.cookie)
    const checked = checkParameters(plan.cookies, loose)
    if (!checked.ok) return refuseRequest(plan.operationId, 'cookie', checked.refusal, loose)
    request.cookies = checked.value
  }
  return undefined
}

/** @param checked what `checkBody` says; the body is read when the rest is good */
export function takeContent(
  plan: OperationPlan,
  checked: CheckedBody,
  request: CheckedRequest,
): InvalidRequest | undefined {
  if (!checked.ok) return refuseRequest(plan.operationId, 'body', checked.refusal, checked.input)
  request.body = checked.value
  if (checked.contentType !== undefined) request.contentType = checked.contentType
  if (checked.mediaType !== undefined) request.mediaType = checked.mediaType
  return undefined
}

/** A name that the document does not know is the sender's text, and stays out of the failure. */
function declaredName(plan: ParametersPlan, name: string | undefined): [] | [string] {
  return name !== undefined && plan.declared.some((parameter) => parameter.name === name) ? [name] : []
}
