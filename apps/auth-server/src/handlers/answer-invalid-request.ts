import { describeRefusal, type ClientRefusal, type TokenRefusal } from '@identity-hub/core'
import type { Dependencies } from '../dependencies.ts'
import { openTenancy, type Tenancy } from '../http/tenancy.ts'
import { visitOf } from '../http/visit.ts'
import { bearerError, challengeOf } from './bearer-challenge.ts'
import type { Failure, HandlerContext, LooseResponse } from './context.ts'
import { errorPageResponse } from './error-page-response.ts'
import { unknownTenantResponse } from './json-responses.ts'
import { recordRefusedForm } from './record-refused-form.ts'
import {
  clientErrorResponse,
  invalidRequestResponse,
  methodNotAllowedResponse,
  tokenErrorResponse,
  type Answerer,
} from './token-response.ts'

const JSON_TYPE = 'application/json;charset=UTF-8'

/** Requests that do not fit the document, each answered in its operation's own way. */
export function answerInvalidRequest(dependencies: Dependencies) {
  return async (failure: Failure, ctx: HandlerContext): Promise<LooseResponse> => {
    if (isExplained(failure)) {
      const tenancy = await openTenancy(dependencies, ctx, slugOf(ctx))
      if (tenancy !== null) record(dependencies, failure, ctx, tenancy)
    }
    visitOf(ctx).reason = [failure.place, failure.reason, ...(failure.name === undefined ? [] : [failure.name])].join(
      ' ',
    )
    return answer(failure, ctx, dependencies.settings.origin)
  }
}

// The others have no tenant, or a sentence of HTTP's own.
function isExplained(failure: Failure): boolean {
  if (failure.operationId === 'verifyToken') return failure.reason === 'repeated'
  return FORMS.has(failure.operationId) && answerUnreadable(failure) === null
}

const FORMS: ReadonlySet<string> = new Set(['issueToken', 'revokeToken', 'introspectToken'])

function record({ hub }: Dependencies, failure: Failure, ctx: HandlerContext, { tenant }: Tenancy): void {
  const about = { parameter: failure.name, clientId: failure.input?.['client_id'] }
  switch (failure.operationId) {
    case 'issueToken':
      return recordRefusedForm(hub, tenant, ctx, { ...about, type: 'token.refused', reason: refusalOf(failure) })
    case 'revokeToken':
    case 'introspectToken': {
      const type = failure.operationId === 'revokeToken' ? 'token.revocation_refused' : 'token.introspection_refused'
      return recordRefusedForm(hub, tenant, ctx, { ...about, type, reason: parameterRefusalOf(failure) })
    }
    case 'verifyToken':
      return hub.recordRefusal(tenant, describeRefusal(visitOf(ctx).facts, 'api.refused', 'several_tokens', {}))
    case 'authorize':
    case 'getAuthorizationServerMetadata':
    case 'getIdentity':
      return
  }
}

function answer(failure: Failure, ctx: HandlerContext, origin: string): LooseResponse {
  switch (failure.operationId) {
    case 'authorize':
      return { ...answerAuthorize(failure, ctx), contentType: 'text/html;charset=UTF-8' }
    case 'issueToken':
      return { ...answerIssueToken(failure, answererOf(ctx, origin)), contentType: JSON_TYPE }
    case 'revokeToken':
    case 'introspectToken':
      return { ...answerClientForm(failure, answererOf(ctx, origin)), contentType: JSON_TYPE }
    case 'verifyToken':
      return { ...answerVerifyToken(failure, answererOf(ctx, origin)), contentType: JSON_TYPE }
    case 'getAuthorizationServerMetadata':
    case 'getIdentity':
      return { ...answerJson(failure), contentType: JSON_TYPE }
  }
}

// Whether there is such a tenant or not: the page is below the hub's own origin, where each of them is.
function answererOf(ctx: HandlerContext, origin: string): Answerer {
  const slug = slugOf(ctx)
  return { issuer: `${origin}/${slug}`, tenant: { slug } }
}

function slugOf(ctx: HandlerContext): string {
  return visitOf(ctx).path.split('/')[1] ?? ''
}

function answerAuthorize(failure: Failure, ctx: HandlerContext): LooseResponse {
  if (failure.place === 'path') return errorPageResponse(ctx, 404, 'unknown-tenant')
  if (failure.place !== 'method') return errorPageResponse(ctx, 400, 'malformed-request')
  const page = errorPageResponse(ctx, 405, 'method-not-allowed')
  return { ...page, headers: { ...page.headers, Allow: (failure.allow ?? []).join(', ') } }
}

function answerIssueToken(failure: Failure, answerer: Answerer): LooseResponse {
  return answerUnreadable(failure) ?? tokenErrorResponse(refusalOf(failure), answerer)
}

function answerClientForm(failure: Failure, answerer: Answerer): LooseResponse {
  return answerUnreadable(failure) ?? clientErrorResponse(parameterRefusalOf(failure), answerer)
}

/** null: it is a form, and something in it is wrong. */
function answerUnreadable(failure: Failure): LooseResponse | null {
  if (failure.place === 'path') return invalidRequestResponse(404, 'There is no such tenant.')
  if (failure.place === 'method') return methodNotAllowedResponse(failure.allow ?? [])
  if (failure.status === 413) return invalidRequestResponse(413, 'The body is larger than 65,536 bytes.')
  if (failure.status === 415) return invalidRequestResponse(415, 'The body must be application/x-www-form-urlencoded.')
  return null
}

// A missing grant_type and an unknown one are two errors. RFC 6749 §5.2.
function refusalOf(failure: Failure): TokenRefusal {
  const { name, reason, input } = failure
  const isIncomplete = reason === 'missing' || reason === 'invalid'
  if (isIncomplete && (name === 'grant_type' || input?.['grant_type'] === undefined)) {
    const sent = input?.['grant_type']
    return sent === undefined || sent === '' ? 'grant_type_missing' : 'grant_type_unsupported'
  }
  return parameterRefusalOf(failure)
}

function parameterRefusalOf({ reason }: Failure): ClientRefusal {
  if (reason === 'repeated') return 'parameter_repeated'
  return reason === 'missing' ? 'parameter_missing' : 'parameter_malformed'
}

function answerVerifyToken(failure: Failure, { issuer, tenant }: Answerer): LooseResponse {
  if (failure.place !== 'query') return answerJson(failure)
  return challengeOf(tenant.slug)(400, bearerError('several_tokens', issuer))
}

function answerJson(failure: Failure): LooseResponse {
  if (failure.place === 'method')
    return {
      status: 405,
      headers: { 'Cache-Control': 'no-store', Allow: (failure.allow ?? []).join(', ') },
      body: { error: 'invalid_request', error_description: 'This takes GET only.' },
    }
  return failure.place === 'path' ? unknownTenantResponse : { status: 400, body: { error: 'invalid_request' } }
}
