import { type JsonObject, follow, isObject, listAt, objectAt } from '../document/json.ts'

export function refOf(schema: unknown): string | undefined {
  return isObject(schema) && typeof schema['$ref'] === 'string' ? schema['$ref'] : undefined
}

/** One object for a schema and everything that `allOf` adds to it; booleans and nothing become objects, too. */
export function flatten(document: JsonObject, schema: unknown, depth = 0): JsonObject {
  if (schema === false) return { not: {} }
  const { value } = follow(document, schema, [])
  const parts = listAt(value, 'allOf')
  const { allOf: _, $ref: __, ...own } = value
  const merged: { [key: string]: unknown } = { ...own }
  if (depth > 16) return merged
  // Beside a reference, 3.1 reads what else stands there.
  const beside = isObject(schema) && typeof schema['$ref'] === 'string' ? without(schema, '$ref') : {}
  for (const part of [...parts, ...(Object.keys(beside).length > 0 ? [beside] : [])]) {
    const flat = flatten(document, part, depth + 1)
    for (const [keyword, child] of Object.entries(flat)) {
      if (keyword === 'properties')
        merged['properties'] = { ...objectAt(merged, 'properties'), ...objectAt(flat, 'properties') }
      else if (keyword === 'required')
        merged['required'] = [...new Set([...listAt(merged, 'required'), ...listAt(flat, 'required')])]
      else if (!(keyword in merged)) merged[keyword] = child
    }
  }
  // OpenAPI 3.0, also beside allOf.
  if (merged['nullable'] === true && 'type' in merged) merged['type'] = [...new Set([merged['type'], 'null'].flat())]
  return merged
}

function without(value: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
}
