import {
  type JsonObject,
  type MutableJsonObject,
  follow,
  isObject,
  listAt,
  objectAt,
  valueAt,
} from '../document/json.ts'
import { METHODS, type NamedOperation } from '../document/name-operations.ts'
import { webhooksKey } from '../document/openapi-30.ts'
import { fileOf } from '../document/part-files.ts'

/**
 * A copy of the document for openapi-typescript, which names types after operations that have an id only, leaves
 * callbacks inside their operations, takes every response header behind a `$ref` for a required one, and parameters with a
 * default for missing ones.
 */
export function forOpenapiTypescript(document: JsonObject, operations: readonly NamedOperation[]): JsonObject {
  const copy: MutableJsonObject = structuredClone(document)
  const webhooks: MutableJsonObject = { ...objectAt(copy, webhooksKey(copy)) }
  for (const { operationId, kind, where, method } of operations) {
    const pathItem = follow(copy, valueThrough(copy, where.slice(0, -1)), where).value
    const operation = objectAt(pathItem, method)
    operation['operationId'] = operationId
    for (const holder of [pathItem, operation]) fillDefaults(copy, holder)
    markFiles(copy, operation)
    if (kind !== 'callback') continue
    let name = `${operationId}Callback`
    while (name in webhooks) name += '_'
    webhooks[name] = { ...withoutMethods(pathItem), [method]: operation }
  }
  for (const { where } of operations) {
    const operation = valueThrough(copy, where)
    if (isObject(operation)) delete operation['callbacks']
  }
  delete copy['x-webhooks']
  if (Object.keys(webhooks).length > 0) copy['webhooks'] = webhooks
  delete objectAt(copy, 'components')['callbacks']
  for (const response of responsesIn(copy)) makeHeadersOptional(copy, response)
  return copy
}

function valueThrough(document: JsonObject, steps: readonly (string | number)[]): unknown {
  let value: unknown = document
  for (const step of steps) value = follow(document, value, steps).value[step]
  return value
}

function withoutMethods(pathItem: JsonObject): MutableJsonObject {
  return Object.fromEntries(Object.entries(pathItem).filter(([key]) => !METHODS.includes(key)))
}

/** The handler finds a default where nothing was sent. */
function fillDefaults(document: JsonObject, holder: MutableJsonObject): void {
  const parameters = listAt(holder, 'parameters')
  if (parameters.length === 0) return
  holder['parameters'] = parameters.map((parameter) => {
    const { value } = follow(document, parameter, [])
    const hasDefault = value['schema'] !== undefined && 'default' in follow(document, value['schema'], []).value
    return hasDefault && value['required'] !== true ? { ...value, required: true } : parameter
  })
}

/** A part that is a file is bytes, however its schema or its encoding says so. */
function markFiles(document: JsonObject, operation: MutableJsonObject): void {
  const body = operation['requestBody'] === undefined ? {} : follow(document, operation['requestBody'], []).value
  for (const [contentType, mediaType] of Object.entries(objectAt(body, 'content'))) {
    if (!/^multipart\//i.test(contentType) || !isObject(mediaType) || mediaType['schema'] === undefined) continue
    mediaType['schema'] = markedSchema(document, mediaType['schema'], objectAt(mediaType, 'encoding'), new Set())
  }
}

/** A schema of its own where something has to be marked: the document may use the one that was there elsewhere, as JSON. */
function markedSchema(
  document: JsonObject,
  schema: unknown,
  encoding: JsonObject,
  above: ReadonlySet<unknown>,
): unknown {
  const { value } = follow(document, schema, [])
  if (above.has(value)) return schema
  const changed: MutableJsonObject = {}
  const marked = Object.entries(objectAt(value, 'properties')).flatMap(([name, property]) => {
    const file = fileOf(document, property, objectAt(encoding, name), [])
    if (!file || isMarked(document, property)) return []
    return [[name, file === 'one' ? BINARY : { ...follow(document, property, []).value, items: BINARY }] as const]
  })
  if (marked.length > 0) changed['properties'] = { ...objectAt(value, 'properties'), ...Object.fromEntries(marked) }
  for (const key of ['allOf', 'oneOf', 'anyOf']) {
    const parts = listAt(value, key)
    const markedParts = parts.map((part) => markedSchema(document, part, encoding, new Set([...above, value])))
    if (markedParts.some((part, index) => part !== parts[index])) changed[key] = markedParts
  }
  return Object.keys(changed).length === 0 ? schema : { ...value, ...changed }
}

function isMarked(document: JsonObject, property: unknown): boolean {
  const { value } = follow(document, property, [])
  return value['format'] === 'binary' || objectAt(value, 'items')['format'] === 'binary'
}

const BINARY = { type: 'string', format: 'binary' }

function makeHeadersOptional(document: JsonObject, response: JsonObject): void {
  const headers = objectAt(response, 'headers')
  for (const [name, header] of Object.entries(headers)) {
    const definition = follow(document, header, ['components', 'headers']).value
    if (definition !== header && definition['required'] !== true) headers[name] = structuredClone(definition)
  }
}

/** Responses stand under a status of an operation, or under their names in the components. */
function responsesIn(document: JsonObject): JsonObject[] {
  const pathItems = ['paths', 'webhooks'].flatMap((section) => Object.values(objectAt(document, section)))
  pathItems.push(...Object.values(objectAt(objectAt(document, 'components'), 'pathItems')))
  const operations = pathItems.flatMap((item) => (isObject(item) ? Object.values(item) : []))
  const groups = operations.map((operation) => objectAt(operation, 'responses'))
  groups.push(objectAt(valueAt(document, ['components']), 'responses'))
  return groups.flatMap((group) => Object.values(group)).filter(isObject)
}
