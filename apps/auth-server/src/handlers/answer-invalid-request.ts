import type { TokenRefusal } from '@identity-hub/core'
import { visitOf } from '../http/visit.ts'
import type { Failure, HandlerContext, LooseResponse } from './context.ts'
import { errorPageResponse } from './error-page-response.ts'
import { unknownTenantResponse } from './json-responses.ts'
import { invalidRequestResponse, methodNotAllowedResponse, tokenErrorResponse } from './token-response.ts'

const JSON_TYPE = 'application/json;charset=UTF-8'

/** Requests that do not fit the document, each answered in its operation's own way. */
export function answerInvalidRequest(failure: Failure, ctx: HandlerContext): LooseResponse {
  visitOf(ctx).reason = [failure.place, failure.reason, ...(failure.name === undefined ? [] : [failure.name])].join(' ')
  switch (failure.operationId) {
    case 'authorize':
      return { ...answerAuthorize(failure, ctx), contentType: 'text/html;charset=UTF-8' }
    case 'issueToken':
      return { ...answerIssueToken(failure), contentType: JSON_TYPE }
    case 'getAuthorizationServerMetadata':
    case 'getIdentity':
      return { ...answerJson(failure), contentType: JSON_TYPE }
  }
}

function answerAuthorize(failure: Failure, ctx: HandlerContext): LooseResponse {
  if (failure.place === 'path') return errorPageResponse(ctx, 404, 'unknown-tenant')
  if (failure.place !== 'method') return errorPageResponse(ctx, 400, 'malformed-request')
  const page = errorPageResponse(ctx, 405, 'method-not-allowed')
  return { ...page, headers: { ...page.headers, Allow: (failure.allow ?? []).join(', ') } }
}

function answerIssueToken(failure: Failure): LooseResponse {
  if (failure.place === 'path') return invalidRequestResponse(404, 'There is no such tenant.')
  if (failure.place === 'method') return methodNotAllowedResponse(failure.allow ?? [])
  if (failure.status === 413) return invalidRequestResponse(413, 'The body is larger than 65,536 bytes.')
  if (failure.status === 415) return invalidRequestResponse(415, 'The body must be application/x-www-form-urlencoded.')
  return tokenErrorResponse(refusalOf(failure), '')
}

// A missing grant_type and an unknown one are two errors. RFC 6749 §5.2.
function refusalOf({ name, reason, input }: Failure): TokenRefusal {
  if (reason === 'repeated') return 'parameter_repeated'
  if (reason !== 'missing' && reason !== 'invalid') return 'parameter_malformed'
  if (name === 'grant_type' || input?.['grant_type'] === undefined) {
    const sent = input?.['grant_type']
    return sent === undefined || sent === '' ? 'grant_type_missing' : 'grant_type_unsupported'
  }
  return reason === 'missing' ? 'parameter_missing' : 'parameter_malformed'
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
