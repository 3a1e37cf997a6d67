import { follow } from '../document/directed-document.ts'
import { type JsonObject, isObject, listAt, objectAt } from '../document/json.ts'

/** One schema that says what all of them say, references and `allOf` dissolved; what cannot be merged is left to the check. */
export function mergeSchemas(document: JsonObject, schemas: readonly unknown[]): JsonObject {
  let merged: JsonObject = {}
  for (const schema of schemas) merged = merge(document, merged, dissolve(document, schema))
  return merged
}

/** The names of members that a schema or one of its alternatives knows. */
export function propertiesOf(document: JsonObject, schema: unknown): Set<string> {
  const merged = mergeSchemas(document, [schema])
  const alternatives = [...listAt(merged, 'oneOf'), ...listAt(merged, 'anyOf')]
  return new Set([
    ...Object.keys(objectAt(merged, 'properties')),
    ...alternatives.flatMap((alternative) => [...propertiesOf(document, alternative)]),
  ])
}

function dissolve(document: JsonObject, schema: unknown): JsonObject {
  if (!isObject(schema)) return schema === false ? { enum: [] } : {}
  if (typeof schema['$ref'] !== 'string' && !Array.isArray(schema['allOf'])) return schema
  const { $ref: ref, allOf, ...own } = schema
  const parts = [
    ...(ref === undefined ? [] : [follow(document, { $ref: ref })]),
    ...(Array.isArray(allOf) ? allOf : []),
  ]
  return mergeSchemas(document, [...parts, own])
}

function merge(document: JsonObject, a: JsonObject, b: JsonObject): JsonObject {
  const merged: JsonObject = { ...a, ...b }
  const both = (key: string): boolean => key in a && key in b
  if (both('properties')) {
    const [left, right] = [objectAt(a, 'properties'), objectAt(b, 'properties')]
    merged['properties'] = {
      ...left,
      ...Object.fromEntries(
        Object.entries(right).map(([name, schema]) => [
          name,
          Object.hasOwn(left, name) ? { allOf: [left[name], schema] } : schema,
        ]),
      ),
    }
  }
  if (both('required')) merged['required'] = [...new Set([...listAt(a, 'required'), ...listAt(b, 'required')])]
  if (both('type')) merged['type'] = typesOfBoth(a['type'], b['type'])
  if (both('enum')) merged['enum'] = listAt(a, 'enum').filter((value) => listAt(b, 'enum').includes(value))
  for (const key of ['minimum', 'minLength', 'minItems', 'minProperties', 'exclusiveMinimum'])
    if (both(key)) merged[key] = Math.max(Number(a[key]), Number(b[key]))
  for (const key of ['maximum', 'maxLength', 'maxItems', 'maxProperties', 'exclusiveMaximum'])
    if (both(key)) merged[key] = Math.min(Number(a[key]), Number(b[key]))
  if (both('items')) merged['items'] = { allOf: [a['items'], b['items']] }
  // Each of two choices is made for itself: the second one goes into every alternative of the first.
  for (const key of ['oneOf', 'anyOf']) {
    if (both(key))
      merged[key] = listAt(a, key).flatMap((left) =>
        listAt(b, key).map((right) => mergeSchemas(document, [left, right])),
      )
  }
  return merged
}

function typesOfBoth(a: unknown, b: unknown): unknown {
  const [left, right] = [[a].flat(), [b].flat()]
  const common = left.filter((type) => right.includes(type) || (type === 'integer' && right.includes('number')))
  if (left.includes('number') && right.includes('integer')) common.push('integer')
  return common.length === 1 ? common[0] : common
}
