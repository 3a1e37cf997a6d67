import type { Exchange } from '../http/exchange.ts'
import type { Places } from '../server/places.ts'
import { escapeToken, isObject, resolvePointer, type JsonObject } from './json-pointer.ts'
import { matchOperation, type Exemption } from './match-operation.ts'
import { normalMediaType } from './media-type.ts'
import { documentedResponse, type ContractDocument } from './read-document.ts'
import { createSchemas } from './schemas.ts'

export type ResponseVerdict =
  | { readonly kind: 'exempt'; readonly reason: Exemption }
  | {
      readonly kind: 'checked'
      readonly operationId: string
      readonly status: number
      /** What differs from the document; empty: nothing. */
      readonly problems: readonly string[]
    }

export type ResponseCheck = (exchange: Exchange) => ResponseVerdict

/** Compares responses with what the document promises: status, required headers, content type and body. */
export function createResponseCheck(
  document: ContractDocument,
  { documentPath }: Pick<Places, 'documentPath'> = { documentPath: ({ pathname }) => pathname },
): ResponseCheck {
  const schemaAt = createSchemas(document.raw)

  function headerProblems(pointer: string, { headers }: Exchange): string[] {
    const documented = resolvePointer(document.raw, `${pointer}/headers`).value
    return Object.keys(isObject(documented) ? documented : {}).flatMap((name) => {
      const place = resolvePointer(document.raw, `${pointer}/headers/${escapeToken(name)}`)
      const header = isObject(place.value) ? place.value : {}
      const value = headers.get(name)
      if (value === null) return header['required'] === true ? [`the header ${name} is missing`] : []
      const problems = schemaAt(`${place.pointer}/schema`)(typed(value, header['schema']))
      return problems.map((problem) => `the header ${name}: ${problem}`)
    })
  }

  function bodyProblems(pointer: string, response: JsonObject, exchange: Exchange): string[] {
    const content = isObject(response['content']) ? response['content'] : {}
    const sent = exchange.headers.get('content-type')
    if (Object.keys(content).length === 0) return exchange.body === '' ? [] : ['a body, where none is documented']
    if (sent === null) return ['the header Content-Type is missing']
    const mediaType = Object.keys(content).find((key) => normalMediaType(key) === normalMediaType(sent))
    if (mediaType === undefined) return [`the content type ${sent} is not documented`]
    const isJson = /[/+]json\b/.test(mediaType)
    const body = isJson ? parsed(exchange.body) : { ok: true as const, value: exchange.body }
    if (!body.ok) return ['the body is not JSON']
    return [...schemaAt(`${pointer}/content/${escapeToken(mediaType)}/schema`)(body.value)]
  }

  return (exchange) => {
    const { status, request } = exchange
    const match = matchOperation(document, request.method, documentPath(request.url))
    if (match.kind === 'exempt') return match
    const { operation } = match
    const verdict = (problems: readonly string[]): ResponseVerdict => {
      return { kind: 'checked', operationId: operation.operationId, status, problems }
    }
    const documented = documentedResponse(document, operation, status)
    if (documented === null && OF_MESSAGES.has(status))
      return { kind: 'exempt', reason: 'refused as a message, before there was an operation' }
    if (match.kind === 'other-method' && ![404, 405, 414].includes(status))
      return verdict([`${request.method} is not documented, and was not answered by 405`])
    if (documented === null) return verdict([`the status ${status} is not documented`])
    const { pointer, response } = documented
    const withoutBody = request.method === 'HEAD'
    return verdict([
      ...headerProblems(pointer, exchange),
      ...(withoutBody ? [] : bodyProblems(pointer, response, exchange)),
    ])
  }
}

/**
 * The HTTP server answers these itself, when it cannot or will not read a message to its end: it stalls (408), expects
 * something odd (417), or its header is too large (431, RFC 6585 §5). A document need not say so of each operation.
 */
const OF_MESSAGES = new Set([408, 417, 431])

// A header is text; a schema of a number means the number in it. OpenAPI 3.1 §4.8.21
function typed(value: string, schema: unknown): string | number {
  const type = isObject(schema) ? schema['type'] : undefined
  return (type === 'integer' || type === 'number') && value.trim() !== '' ? Number(value) : value
}

function parsed(body: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(body) }
  } catch {
    return { ok: false }
  }
}
