import * as fc from 'fast-check'
import { arbitraryOfRequest } from '../arbitrary-of-request.ts'
import { contentTypeOf, written } from '../clients/plain-fetch.ts'
import { furtherFields, headersOf, targetOf } from '../clients/write-fields.ts'
import type { Call } from '../document/call.ts'
import type { RequestParts } from './request-parts.ts'

/** Requests as they should be, of every operation; what is malformed is made of these. */
export async function goodRequests(calls: readonly Call[], seed: number, each: number): Promise<RequestParts[]> {
  const turns = calls.flatMap((call) => Array.from({ length: each }, (_, turn) => goodRequest(call, seed, turn)))
  return Promise.all(turns)
}

async function goodRequest(call: Call, seed: number, turn: number): Promise<RequestParts> {
  const [request] = fc.sample(arbitraryOfRequest(call, turn), { seed: seed + turn, numRuns: 1 })
  if (!request) throw new Error(`There is no request of ${call.id}.`)
  const { body } = request
  const headers = { ...headersOf(request), ...furtherFields(call, request, { status: 200, headers: {} }) }
  // It knows how a form is written, and with which boundary.
  const content = body && new Response(written(body), { headers: contentTypeOf(body) })
  return {
    method: call.method,
    target: targetOf(call, request),
    version: 'HTTP/1.1',
    headers: Object.entries({
      Host: 'localhost',
      ...headers,
      ...(content && { 'Content-Type': content.headers.get('Content-Type') ?? '' }),
    }),
    body: content ? Buffer.from(await content.arrayBuffer()).toString('latin1') : '',
    framing: 'length',
  }
}
