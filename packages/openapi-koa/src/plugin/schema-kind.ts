import type { ParameterKind } from '../runtime/operation-table.ts'
import { DocumentError } from './document-error.ts'
import { type JsonObject, isObject, listAt, objectAt, resolve } from './json.ts'

type Steps = readonly (string | number)[]

/** What the text of a parameter has to become so that it can match its schema. */
export function kindOf(document: JsonObject, schema: unknown, where: Steps): ParameterKind {
  const types = typesOf(document, schema, where)
  if (!types.has('array')) return scalarKindOf(types, where)
  return `${scalarKindOf(typesOf(document, itemsOf(document, schema, where), where), where)}[]`
}

function scalarKindOf(types: ReadonlySet<string>, where: Steps): 'string' | 'number' | 'boolean' {
  for (const type of ['object', 'array']) {
    if (types.has(type)) throw new DocumentError(`An ${type} here is not supported in parameters and forms.`, where)
  }
  // A schema that also takes text gets the text.
  if (types.has('string')) return 'string'
  if (types.has('number') && types.has('boolean')) {
    throw new DocumentError('A number or a boolean: which one is meant cannot be told from text.', where)
  }
  return types.has('number') ? 'number' : types.has('boolean') ? 'boolean' : 'string'
}

/** The properties of an object schema, its alternatives and parts included. */
export function propertiesOf(document: JsonObject, schema: unknown, where: Steps): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>()
  for (const part of partsOf(document, schema, where)) {
    for (const [name, property] of Object.entries(objectAt(part, 'properties'))) {
      found.set(name, [...(found.get(name) ?? []), property])
    }
  }
  return found
}

/** JSON types that a schema names itself; `integer` counts as `number`. */
function typesOf(document: JsonObject, schema: unknown, where: Steps): Set<string> {
  const types = new Set<string>()
  for (const part of partsOf(document, schema, where)) {
    const named = [part['type']].flat().filter((type) => typeof type === 'string')
    const values = 'const' in part ? [part['const']] : listAt(part, 'enum')
    for (const type of named.length > 0 ? named : values.map(typeOfValue))
      types.add(type === 'integer' ? 'number' : type)
  }
  return types
}

function typeOfValue(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

function itemsOf(document: JsonObject, schema: unknown, where: Steps): unknown {
  return partsOf(document, schema, where).find((part) => isObject(part['items']))?.['items']
}

/** The schema and everything that `allOf`, `oneOf` and `anyOf` put in its place, references followed. */
function partsOf(document: JsonObject, schema: unknown, where: Steps, seen = new Set<JsonObject>()): JsonObject[] {
  const resolved = resolve(document, schema, where)
  if (seen.has(resolved)) return []
  seen.add(resolved)
  const nested = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => listAt(resolved, key))
  return [resolved, ...nested.flatMap((part) => partsOf(document, part, where, seen))]
}
