import { Readable } from 'node:stream'
import type { Context } from 'koa'
import type { LooseResponse } from './invalid-request.ts'
import { isJson, parseMediaType } from './media-type.ts'
import type { OperationPlan, ResponsePlan } from './operation-plan.ts'
import type { HeaderValue } from './response-type.ts'

/** Sends what a handler answered. What the document does not know is a bug of the handler, and thrown. */
export function writeResponse(ctx: Context, plan: OperationPlan, response: LooseResponse): void {
  const documented = findResponse(plan, response.status)
  if (!documented) {
    throw new Error(`${plan.operationId} answered with status ${response.status}, which the document does not have.`)
  }
  if (!documented.hasContent) {
    send(ctx, response.status, response.headers, undefined, undefined)
    return
  }
  const contentType = response.contentType ?? documented.contentType
  if (contentType === undefined) {
    throw new Error(`${plan.operationId} must say which contentType its answer ${response.status} has.`)
  }
  if (response.body === undefined) {
    throw new Error(`${plan.operationId} answered ${response.status} without a body; the document has one.`)
  }
  send(ctx, response.status, response.headers, contentType, response.body)
}

function findResponse(plan: OperationPlan, status: number): ResponsePlan | undefined {
  return (
    plan.responses.get(status) ?? plan.responses.get(`${Math.floor(status / 100)}XX`) ?? plan.responses.get('default')
  )
}

export function writeLooseResponse(ctx: Context, { status, headers, contentType, body }: LooseResponse): void {
  send(ctx, status, headers, contentType ?? defaultContentType(body), body)
}

function send(
  ctx: Context,
  status: number,
  headers: LooseResponse['headers'],
  contentType: string | undefined,
  body: unknown,
): void {
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) ctx.set(name, headerText(value))
  }
  if (contentType === undefined || body === undefined) {
    // Koa writes "null" for an empty body whose type is JSON.
    ctx.remove('Content-Type')
    ctx.body = null
  } else {
    // Not `ctx.type`, which appends a charset of its own.
    ctx.set('Content-Type', contentType)
    ctx.body = encode(body, contentType)
  }
  // An empty body has just made it 204.
  ctx.status = status
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
