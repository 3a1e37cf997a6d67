import { type JsonObject, isObject, objectAt, resolve } from './json.ts'
import { NAMED_PARTS, partKey } from './named-parts.ts'
import { readOperations } from './read-operations.ts'

/**
 * A copy of the document that hey-api makes validators for all of: its zod plugin passes over cookies and over all but one
 * media type of a body, so those get a schema of their own among the components; and it turns 64-bit integers into
 * `bigint`, where openapi-typescript says `number`, so that format is left out.
 */
export function forHeyApi(document: JsonObject): JsonObject {
  const copy = Object.fromEntries(Object.entries(document).map(([key, value]) => [key, withoutWideIntegers(value)]))
  const schemas: Record<string, unknown> = { ...objectAt(objectAt(copy, 'components'), 'schemas') }
  for (const model of readOperations(document)) {
    const section = model.kind === 'webhook' ? 'webhooks' : 'paths'
    const pathItem = resolve(copy, objectAt(copy, section)[model.key], [section, model.key])
    const operation = objectAt(pathItem, model.method.toLowerCase())
    const named: Record<string, string> = {}
    const name = (key: string, suggestion: string, schema: unknown): void => {
      let free = `${model.operationId}${suggestion}`.replaceAll(/[^A-Za-z0-9._-]/g, '_')
      while (free in schemas) free += '_'
      schemas[free] = schema
      named[key] = free
    }
    if (Object.keys(model.parameters.cookies).length > 0) {
      name(partKey('cookies'), 'Cookies', cookiesSchema(copy, pathItem, operation))
    }
    if (model.body && model.body.content.length > 1) {
      const content = objectAt(resolve(copy, operation['requestBody'], []), 'content')
      for (const { contentType } of model.body.content) {
        name(partKey('body', contentType), `Body_${contentType}`, objectAt(content, contentType)['schema'])
      }
    }
    if (Object.keys(named).length > 0) operation[NAMED_PARTS] = named
  }
  copy['components'] = { ...objectAt(copy, 'components'), schemas }
  return copy
}

function cookiesSchema(document: JsonObject, pathItem: JsonObject, operation: JsonObject): JsonObject {
  const properties: Record<string, unknown> = {}
  const required = new Set<string>()
  for (const value of [pathItem['parameters'], operation['parameters']].flat()) {
    const parameter = resolve(document, value, [])
    const { name } = parameter
    if (parameter['in'] !== 'cookie' || typeof name !== 'string') continue
    properties[name] = parameter['schema']
    if (parameter['required'] === true) required.add(name)
    else required.delete(name)
  }
  return { type: 'object', properties, required: [...required] }
}

function withoutWideIntegers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWideIntegers)
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([key, child]) => [key, withoutWideIntegers(child)] as const)
  const wide =
    [value['type']].flat().includes('integer') && (value['format'] === 'int64' || value['format'] === 'uint64')
  return Object.fromEntries(wide ? entries.filter(([key]) => key !== 'format') : entries)
}
