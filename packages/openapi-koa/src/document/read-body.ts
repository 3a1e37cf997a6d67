import { FORM, isJson, parseMediaType } from '../runtime/media-type.ts'
import type { BodyEntry, ContentEntry, FieldEntry } from '../runtime/operation-table.ts'
import { DocumentError, type Steps } from './document-error.ts'
import type { WarningList } from './document-warning.ts'
import { type JsonObject, follow, isObject, objectAt } from './json.ts'
import { contentTypesOf, fileOf, itemsOf } from './part-files.ts'
import { readText } from './read-parameters.ts'
import { partsOf, propertiesOf } from './schema-parts.ts'
import type { SchemaReader } from './schema-reader.ts'
import { isStructured, shapeOf } from './text-shape.ts'

interface Reading {
  readonly document: JsonObject
  readonly schemas: SchemaReader
  readonly warnings: WarningList
}

export function readBody(reading: Reading, operation: JsonObject, where: Steps): BodyEntry | undefined {
  if (!isObject(operation['requestBody'])) return undefined
  const body = follow(reading.document, operation['requestBody'], [...where, 'requestBody'])
  const content = Object.entries(objectAt(body.value, 'content')).map(
    ([contentType, mediaType]) =>
      [contentType, readContent(reading, contentType, mediaType, [...body.where, 'content', contentType])] as const,
  )
  if (content.length === 0) return undefined
  if (new Set(content.map(([contentType]) => essenceOf(contentType))).size < content.length) {
    throw new DocumentError('Media types that differ in their parameters only cannot be told apart.', body.where)
  }
  return { required: body.value['required'] === true, content: Object.fromEntries(content) }
}

function essenceOf(contentType: string): string {
  return parseMediaType(contentType)?.essence ?? contentType
}

function readContent(reading: Reading, contentType: string, mediaType: unknown, where: Steps): ContentEntry {
  const essence = essenceOf(contentType)
  if (!/^[^\s/]+\/[^\s/]+$/.test(essence)) throw new DocumentError(`${contentType} is no media type.`, where)
  const schema = isObject(mediaType) ? mediaType['schema'] : undefined
  const isForm = essence === FORM
  const isMultipart = essence.startsWith('multipart/')
  if (schema === undefined) return {}
  // Bytes are handed on as they come.
  if (!isForm && !isMultipart && !isJson(essence) && !essence.startsWith('text/')) return {}
  if (essence.startsWith('text/') && !isJson(essence)) return textContent(reading, schema, [...where, 'schema'])
  const entry: ContentEntry = { schema: reading.schemas.read(schema, [...where, 'schema']) }
  if (!isForm && !isMultipart) return entry
  const encoding = objectAt(mediaType, 'encoding')
  const fields: Record<string, FieldEntry> = {}
  for (const [name, properties] of propertiesOf(reading.document, schema, [...where, 'schema'])) {
    const one = properties.length === 1 ? properties[0] : { anyOf: properties }
    const at = [...where, 'schema', 'properties', name]
    fields[name] = isForm
      ? formField(reading, one, objectAt(encoding, name), [...where, 'encoding', name], at)
      : partField(reading, one, objectAt(encoding, name), [...where, 'encoding', name], at)
  }
  if (Object.keys(fields).length === 0) return entry
  if (isMultipart) warnOfOthers(reading, schema, [...where, 'schema'])
  return { ...entry, fields }
}

function warnOfOthers({ document, warnings }: Reading, schema: unknown, where: Steps): void {
  if (partsOf(document, schema, where).some((part) => isOpen(part['additionalProperties'])))
    warnings.add('undeclared-parts', 'additionalProperties', where)
}

function isOpen(additional: unknown): boolean {
  return additional === true || isObject(additional)
}

/** A text stands for one value; what lists and objects look like in it, the document cannot say. */
function textContent({ document, schemas, warnings }: Reading, schema: unknown, where: Steps): ContentEntry {
  const shapes = [shapeOf(document, schema, where) ?? []].flat()
  const scalars = shapes.filter((shape) => typeof shape === 'string')
  if (scalars.length < shapes.length) {
    warnings.add('unchecked-text', 'schema', where)
    return {}
  }
  return { schema: schemas.read(schema, where), ...(scalars.length > 0 && { shape: scalars }) }
}

/** https://spec.openapis.org/oas/v3.1.1#encoding-object */
function formField(reading: Reading, schema: unknown, encoding: JsonObject, encodingAt: Steps, at: Steps): FieldEntry {
  const { contentType } = encoding
  const hasStyle = ['style', 'explode', 'allowReserved'].some((key) => key in encoding)
  const one = itemsOf(reading.document, schema, at) ?? schema
  const isJsonField =
    typeof contentType === 'string' ? isJson(essenceOf(contentType)) : isStructured(reading.document, one, at)
  if (!hasStyle && isJsonField) {
    const shape = shapeOf(reading.document, schema, at)
    return { ...(shape !== undefined && { shape }), json: true }
  }
  const described = [encoding, Object.keys(encoding).length === 0 ? at : encodingAt] as const
  const styles = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const
  return readText(reading, String(encodingAt.at(-1)), [schema, at], described, styles)
}

function partField(reading: Reading, schema: unknown, encoding: JsonObject, encodingAt: Steps, at: Steps): FieldEntry {
  if (isObject(encoding['headers']) && Object.keys(encoding['headers']).length > 0)
    reading.warnings.add('unchecked-encoding', String(encodingAt.at(-1)), [...encodingAt, 'headers'])
  const contentTypes = contentTypesOf(encoding)
  const limited = contentTypes && { contentTypes }
  const file = fileOf(reading.document, schema, encoding, at)
  if (file) return { file, ...limited }
  const one = itemsOf(reading.document, schema, at) ?? schema
  const isJsonPart = isStructured(reading.document, one, at) || contentTypes?.every((type) => isJson(essenceOf(type)))
  const shape = shapeOf(reading.document, schema, at)
  return { ...(shape !== undefined && { shape }), ...(isJsonPart === true && { json: true }), ...limited }
}
