import type { InvalidRequest, LooseResponse, OperationId } from '@identity-hub/koa-server'
import { pageOf } from '../pages/page.ts'
import type { Rules } from '../rules/rules.ts'
import type { Context } from 'koa'

const JSON_TYPE = 'application/json;charset=UTF-8'
const DESCRIPTIONS: Readonly<Record<number, string>> = {
  405: 'This method does not work here.',
  413: 'The body is too large.',
  415: 'The body has to be a form.',
}

/** Requests that do not fit the document, each in its operation's own way. */
export function answerInvalidRequest(
  { operationId, place, status, allow }: InvalidRequest<OperationId>,
  ctx: Context,
  rules: Rules,
): LooseResponse {
  const found = place === 'path' ? 404 : status
  const headers = { 'Cache-Control': 'no-store', ...(allow !== undefined && { Allow: allow.join(', ') }) }
  if (operationId === 'authorize') {
    ctx.set(rules.pageHeaders([]))
    return { status: found, headers, contentType: 'text/html;charset=UTF-8', body: pageOf('This does not work.', '') }
  }
  if (operationId === 'verifyToken') ctx.set('WWW-Authenticate', 'Bearer realm="verify", error="invalid_request"')
  const error_description = found === 404 ? 'There is no such tenant.' : (DESCRIPTIONS[found] ?? 'It cannot be read.')
  return {
    status: found,
    headers: { ...headers, Pragma: 'no-cache' },
    contentType: JSON_TYPE,
    body: { error: 'invalid_request', error_description },
  }
}
