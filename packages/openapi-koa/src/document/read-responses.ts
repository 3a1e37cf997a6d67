import { isJson, parseMediaType } from '../runtime/media-type.ts'
import type { HeaderEntry, JsonSchema, ResponseEntry, ResponsesEntry } from '../runtime/operation-table.ts'
import { isEmptyStatus } from '../runtime/responses/status-code.ts'
import { DocumentError, type Steps } from './document-error.ts'
import type { WarningList } from './document-warning.ts'
import { type JsonObject, follow, isObject, objectAt } from './json.ts'
import { readStyle } from './read-parameters.ts'
import type { SchemaReader } from './schema-reader.ts'
import { shapeOf } from './text-shape.ts'

interface Reading {
  readonly document: JsonObject
  readonly schemas: SchemaReader
  readonly warnings: WarningList
}

export function readResponses(reading: Reading, operation: JsonObject, where: Steps): ResponsesEntry {
  const at = [...where, 'responses']
  const responses = Object.entries(objectAt(operation, 'responses')).filter(
    ([status]) => !status.startsWith('x-') && !isInterim(reading, status, at),
  )
  if (responses.length === 0) throw new DocumentError('Without responses its handler could answer nothing.', where)
  return Object.fromEntries(
    responses.map(([status, value]) => {
      if (!/^(?:[2-5](?:\d\d|XX)|default)$/.test(status))
        throw new DocumentError(`${status} is no status: write 404, 4XX or default.`, [...at, status])
      return [status, readResponse(reading, Number(status), value, [...at, status])]
    }),
  )
}

/** Node sends interim answers itself. RFC 9110 §15.2 */
function isInterim({ warnings }: Reading, status: string, at: Steps): boolean {
  if (!/^1(?:\d\d|XX)$/.test(status)) return false
  warnings.add('interim-status', status, [...at, status])
  return true
}

function readResponse(reading: Reading, status: number, value: unknown, at: Steps): ResponseEntry {
  const response = follow(reading.document, value, at)
  const headers = Object.entries(objectAt(response.value, 'headers')).filter(
    ([name]) => name.toLowerCase() !== 'content-type',
  )
  let content = Object.entries(objectAt(response.value, 'content'))
  if (content.length > 0 && isEmptyStatus(status)) {
    reading.warnings.add('empty-status', String(status), [...response.where, 'content'])
    content = []
  }
  return {
    ...(headers.length > 0 && {
      headers: Object.fromEntries(
        headers.map(([name, header]) => [
          name,
          readHeader(reading, name, header, [...response.where, 'headers', name]),
        ]),
      ),
    }),
    ...(content.length > 0 && {
      content: Object.fromEntries(
        content.map(([contentType, mediaType]) => [
          contentType,
          readContent(reading, contentType, mediaType, [...response.where, 'content', contentType]),
        ]),
      ),
    }),
  }
}

function readContent(
  { document, schemas, warnings }: Reading,
  contentType: string,
  mediaType: unknown,
  where: Steps,
): { schema?: JsonSchema } {
  const essence = parseMediaType(contentType)?.essence
  if (essence === undefined) throw new DocumentError(`${contentType} is no media type.`, where)
  const schema = isObject(mediaType) ? mediaType['schema'] : undefined
  if (schema === undefined) return {}
  const at = [...where, 'schema']
  if (isJson(essence)) return { schema: schemas.read(schema, at) }
  // What a handler writes as text itself, such as XML, or sends as bytes or events, is not read again.
  const isScalar = [shapeOf(document, schema, at)].flat().every((shape) => typeof shape !== 'object')
  if (!isScalar) warnings.add('unchecked-content', contentType, at)
  return isScalar && essence.startsWith('text/') && essence !== 'text/event-stream'
    ? { schema: schemas.read(schema, at) }
    : {}
}

function readHeader(reading: Reading, name: string, value: unknown, at: Steps): HeaderEntry {
  const { document, schemas, warnings } = reading
  const { value: header, where } = follow(document, value, at)
  const required = header['required'] === true && { required: true as const }
  const [content, ...others] = Object.entries(objectAt(header, 'content'))
  if (content) {
    const essence = parseMediaType(content[0])?.essence ?? ''
    if (others.length > 0 || !(isJson(essence) || essence === 'text/plain'))
      throw new DocumentError('The content of a header is supported as JSON or plain text only.', where)
    const schema = isObject(content[1]) ? (content[1]['schema'] ?? true) : true
    const read = schemas.read(schema, [...where, 'content', content[0], 'schema'])
    return { schema: read, ...required, ...(isJson(essence) && { json: true }) }
  }
  const schema = header['schema'] ?? true
  const schemaAt = [...where, 'schema']
  const shape = shapeOf(document, schema, schemaAt, () => warnings.add('undefined-style', name, where))
  return {
    schema: schemas.read(schema, schemaAt),
    ...required,
    ...(shape !== undefined && { shape }),
    ...(readStyle(header, ['simple'], where).explode === true && { explode: true }),
  }
}
