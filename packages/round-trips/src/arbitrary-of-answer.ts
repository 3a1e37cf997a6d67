import * as fc from 'fast-check'
import type { DocumentedHeader, DocumentedResponse } from './document/call.ts'
import { valueOf } from './arbitrary-of-request.ts'
import type { Answer } from './exchange.ts'
import { concrete } from './media-type.ts'
import { arbitraryOfSchema } from './schema/arbitrary-of-schema.ts'

/** The message's own framing, which nobody but the server may say. RFC 9112 §6 */
export const FRAMING = new Set(['content-length', 'transfer-encoding', 'connection'])

const IN_RANGE: Readonly<Record<string, readonly number[]>> = {
  '2XX': [200, 201, 202],
  '3XX': [302, 303, 307],
  '4XX': [400, 404, 409, 422, 429],
  '5XX': [500, 502, 503],
  default: [500, 503, 400, 404, 409],
}

/** @param variant which of several media types */
export function arbitraryOfAnswer(
  response: DocumentedResponse,
  others: readonly DocumentedResponse[],
  variant: number,
): fc.Arbitrary<Answer> {
  const content = response.content[variant % Math.max(response.content.length, 1)]
  const headers = response.headers.filter(({ name }) => !FRAMING.has(name.toLowerCase())).map(headerOf)
  return fc
    .record({
      status: fc.constantFrom(...statusesOf(response.status, others)),
      headers: fc.tuple(...headers).map((made) => Object.fromEntries(made.filter((entry) => entry !== undefined))),
      body: content ? valueOf(content) : fc.constant(undefined),
    })
    .map(({ status, headers: made, body }) => ({
      status,
      headers: made,
      ...(content && { content, body, contentType: concrete(content.contentType) }),
    }))
}

/** Those that no nearer entry of the document describes. */
function statusesOf(status: string, others: readonly DocumentedResponse[]): number[] {
  const range = IN_RANGE[status]
  if (!range) return [Number(status)]
  const named = new Set(others.map((other) => other.status))
  return range.filter(
    (one) => !named.has(String(one)) && !(status === 'default' && named.has(`${Math.floor(one / 100)}XX`)),
  )
}

function headerOf({ name, required, schema }: DocumentedHeader): fc.Arbitrary<[string, unknown] | undefined> {
  const entry = arbitraryOfSchema(schema, { place: 'header' }).map((value): [string, unknown] => [name, value])
  return required ? entry : fc.option(entry, { nil: undefined, freq: 2 })
}
