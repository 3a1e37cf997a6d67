import { Readable } from 'node:stream'
import type { Context } from 'koa'
import type { LooseResponse } from './invalid-request.ts'
import { isJson, parseMediaType } from './media-type.ts'
import type { OperationPlan, ResponsePlan } from './operation-plan.ts'
import type { HeaderValue } from './response-type.ts'
import type { SendWhole } from './send-whole.ts'

/** Sends what a handler answered. What the document does not know is a bug of the handler, and thrown. */
export function writeResponse(
  ctx: Context,
  plan: OperationPlan,
  response: LooseResponse,
  sendWhole: SendWhole | undefined,
): void {
  const documented = findResponse(plan, response.status)
  if (!documented) {
    throw new Error(`${plan.operationId} answered with status ${response.status}, which the document does not have.`)
  }
  if (!documented.hasContent) {
    send(ctx, response, undefined, sendWhole)
    return
  }
  const contentType = response.contentType ?? documented.contentType
  if (contentType === undefined) {
    throw new Error(`${plan.operationId} must say which contentType its answer ${response.status} has.`)
  }
  if (response.body === undefined) {
    throw new Error(`${plan.operationId} answered ${response.status} without a body; the document has one.`)
  }
  send(ctx, response, contentType, sendWhole)
}

function findResponse(plan: OperationPlan, status: number): ResponsePlan | undefined {
  return (
    plan.responses.get(status) ?? plan.responses.get(`${Math.floor(status / 100)}XX`) ?? plan.responses.get('default')
  )
}

export function writeLooseResponse(ctx: Context, response: LooseResponse, sendWhole: SendWhole | undefined): void {
  const { contentType, body } = response
  send(ctx, response, body === undefined ? undefined : (contentType ?? defaultContentType(body)), sendWhole)
}

/** @param contentType undefined: there is no content */
function send(
  ctx: Context,
  { status, headers, body }: LooseResponse,
  contentType: string | undefined,
  sendWhole: SendWhole | undefined,
): void {
  const content = contentType === undefined ? null : encode(body, contentType)
  if (sendWhole && !(content instanceof Readable)) {
    if (sendWhole(ctx, { status, headers: flatHeaders(headers, contentType), content })) return
  }
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) ctx.set(name, headerText(value))
  }
  // Koa writes "null" for an empty body whose type is JSON.
  if (contentType === undefined) ctx.remove('Content-Type')
  // Not `ctx.type`, which appends a charset of its own.
  else ctx.set('Content-Type', contentType)
  ctx.body = content
  // An empty body has just made it 204.
  ctx.status = status
}

function flatHeaders(headers: LooseResponse['headers'], contentType: string | undefined): string[] {
  const flat: string[] = []
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined) continue
    if (typeof value === 'object') for (const one of value) flat.push(name, one)
    else flat.push(name, String(value))
  }
  if (contentType !== undefined) flat.push('Content-Type', contentType)
  return flat
}

function headerText(value: HeaderValue): string | string[] {
  return typeof value === 'object' ? [...value] : String(value)
}

function defaultContentType(body: unknown): string {
  return typeof body === 'string'
    ? 'text/plain;charset=utf-8'
    : isBinary(body)
      ? 'application/octet-stream'
      : 'application/json'
}

function encode(body: unknown, contentType: string): string | Buffer | Readable {
  if (body instanceof Readable) return body
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  if (typeof body === 'string' && !isJson(parseMediaType(contentType)?.essence ?? '')) return body
  return JSON.stringify(body)
}

function isBinary(body: unknown): boolean {
  return body instanceof Uint8Array || body instanceof Readable
}
