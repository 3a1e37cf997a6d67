import type { Steps } from './document-error.ts'
import { type JsonObject, isObject, listAt, objectAt, referred } from './json.ts'
import { isOpenapi30 } from './openapi-30.ts'

/** The schema and everything that `$ref`, `allOf`, `oneOf` and `anyOf` put in its place or beside it. */
export function partsOf(document: JsonObject, schema: unknown, where: Steps, seen = new Set<object>()): JsonObject[] {
  if (!isObject(schema) || seen.has(schema)) return []
  seen.add(schema)
  const ref = schema['$ref']
  const behind = typeof ref === 'string' ? partsOf(document, referred(document, ref, where), where, seen) : []
  // Beside a reference OpenAPI 3.0 reads nothing.
  if (typeof ref === 'string' && isOpenapi30(document)) return behind
  const nested = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => listAt(schema, key))
  return [schema, ...behind, ...nested.flatMap((part) => partsOf(document, part, where, seen))]
}

/** The properties of a schema that is an object itself, its parts and alternatives included. */
export function propertiesOf(document: JsonObject, schema: unknown, where: Steps): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>()
  for (const part of partsOf(document, schema, where)) {
    for (const [name, property] of Object.entries(objectAt(part, 'properties'))) {
      found.set(name, [...(found.get(name) ?? []), property])
    }
  }
  return found
}
