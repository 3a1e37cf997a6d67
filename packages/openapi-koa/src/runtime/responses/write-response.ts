import { Readable } from 'node:stream'
import type { Context } from 'koa'
import type { ResponsePlan } from './check-response.ts'
import { contentKind, encodeBody } from './encode-body.ts'
import { headerFields, isSetCookie } from './header-text.ts'
import type { LooseResponse } from '../refusals/invalid-request.ts'
import { InvalidResponse } from './invalid-response.ts'
import { discardBody } from './iterable-stream.ts'
import type { OperationPlan } from '../operation-plan.ts'
import type { SendWhole } from './send-whole.ts'
import { isEmptyStatus, isFinalStatus } from './status-code.ts'
import { varyByAccept } from './vary.ts'

/** An answer as it goes out. */
interface EncodedAnswer {
  readonly status: number
  /** Names and values in turn, without Content-Type. */
  readonly fields: string[]
  /** undefined: there is no content. */
  readonly contentType: string | undefined
  readonly content: string | Buffer | Readable | null
}

/** Sends what a handler answered. What the document does not have is a bug of the handler, and thrown. */
export function writeResponse(
  ctx: Context,
  plan: OperationPlan,
  response: LooseResponse,
  options: { readonly send?: SendWhole; readonly validateResponses?: boolean },
): void {
  if (typeof response !== 'object' || response === null) throw new TypeError(`${plan.operationId} answered nothing.`)
  let answer: EncodedAnswer | undefined
  try {
    answer = encodeResponse(ctx, plan, response, options.validateResponses ?? false)
    send(ctx, answer, options.send)
    if (answer.content === null) discard(ctx, response.body)
  } catch (error) {
    discard(ctx, answer?.content instanceof Readable ? answer.content : response.body)
    throw error
  }
}

function encodeResponse(
  ctx: Context,
  { operationId, responses, negotiation }: OperationPlan,
  response: LooseResponse,
  isChecked: boolean,
): EncodedAnswer {
  const { status, body, headers } = response
  const documented = findResponse(responses, status)
  if (!documented) throw new InvalidResponse(operationId, status, ['status'], 'is not documented')
  const hasContent = documented.hasContent && !isEmptyStatus(status)
  const contentType = hasContent ? (response.contentType ?? documented.contentType) : undefined
  let fields = headerFields(headers, documented.headers)
  let content: EncodedAnswer['content'] = null
  if (hasContent) {
    if (contentType === undefined)
      throw new InvalidResponse(operationId, status, ['contentType'], 'is missing where the document has several')
    if (body === undefined) throw new InvalidResponse(operationId, status, ['body'], 'is missing')
    const encoded = encodeBody(ctx, body, documented.kinds.get(contentType) ?? contentKind(contentType))
    if (encoded === undefined)
      throw new InvalidResponse(operationId, status, ['body'], 'must be text, bytes or a stream of them')
    content = encoded
  }
  if (isChecked) {
    const issue = documented.check(response, { headers: fields, contentType, content })
    if (issue) {
      if (content instanceof Readable) content.destroy()
      throw new InvalidResponse(operationId, status, issue.path, issue.message)
    }
  }
  if (negotiation) fields = varyByAccept(fields, [ctx.res.getHeader('Vary') ?? []].flat().map(String))
  return { status, fields, contentType, content }
}

function findResponse(responses: OperationPlan['responses'], status: number): ResponsePlan | undefined {
  const exact = responses.get(status)
  if (exact || !isFinalStatus(status)) return exact
  return responses.get(`${Math.floor(status / 100)}XX`) ?? responses.get('default')
}

export function writeLooseResponse(
  ctx: Context,
  { status, headers, body, contentType = defaultContentType(body) }: LooseResponse,
  sendWhole: SendWhole | undefined,
): void {
  const hasContent = body !== undefined && !isEmptyStatus(status)
  const content = hasContent ? (encodeBody(ctx, body, looseKind(body, contentType)) ?? null) : null
  if (content === null) discard(ctx, body)
  const fields = headerFields(headers, undefined)
  send(ctx, { status, fields, contentType: content === null ? undefined : contentType, content }, sendWhole)
}

function send(
  ctx: Context,
  { status, fields, contentType, content }: EncodedAnswer,
  sendWhole: SendWhole | undefined,
): void {
  if (contentType !== undefined) fields.push('Content-Type', contentType)
  if (sendWhole && !(content instanceof Readable) && sendWhole(ctx, { status, headers: fields, content })) return
  // Koa writes "null" for an empty body whose type is JSON.
  if (contentType === undefined) ctx.remove('Content-Type')
  for (let index = 0; index < fields.length; index += 2) {
    const [name = '', value = ''] = [fields[index], fields[index + 1]]
    // Not `ctx.type`, which appends a charset of its own.
    if (isSetCookie(name) || name === fields[index - 2]) ctx.append(name, value)
    else ctx.set(name, value)
  }
  ctx.body = content
  // An empty body has just made it 204.
  ctx.status = status
}

function discard(ctx: Context, body: unknown): void {
  discardBody(body, (error) => {
    ctx.app.emit('error', error, ctx)
  })
}

/** An object is sent as JSON, whatever it is called. */
function looseKind(body: unknown, contentType: string): ReturnType<typeof contentKind> {
  return typeof body === 'string' ? contentKind(contentType) : 'json'
}

function defaultContentType(body: unknown): string {
  if (typeof body === 'string') return 'text/plain;charset=utf-8'
  return body instanceof Uint8Array || body instanceof Readable ? 'application/octet-stream' : 'application/json'
}
