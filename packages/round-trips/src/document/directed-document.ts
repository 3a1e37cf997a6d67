import { type JsonObject, isObject } from './json.ts'

/** Who reads what a schema describes: members that are `readOnly` never go to the server, `writeOnly` ones never come back. */
export type Direction = 'toServer' | 'toClient'

/** References lead here, so that a schema keeps its meaning wherever it stands. */
export const ROOT = 'document:'

/**
 * A copy of a document whose schemas are JSON Schema of draft 2020-12 and good for one direction. Made here, and not by the
 * reader of openapi-koa: what that one overlooks has to be noticed.
 */
export function directedDocument(document: JsonObject, direction: Direction): JsonObject {
  const isOpenapi30 = String(document['openapi']).startsWith('3.0')
  const dropped = direction === 'toServer' ? 'readOnly' : 'writeOnly'

  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy)
    if (!isObject(value)) return value
    const { $ref: ref } = value
    // Beside a reference OpenAPI 3.0 reads nothing.
    if (typeof ref === 'string' && isOpenapi30) return { $ref: ROOT + ref }
    const copied = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, copy(child)]))
    if (typeof ref === 'string') copied['$ref'] = ROOT + ref
    dropMembers(copied)
    return isOpenapi30 ? asOf31(copied) : copied
  }

  function dropMembers(schema: JsonObject): void {
    const { properties, required } = schema
    if (!isObject(properties)) return
    for (const [name, property] of Object.entries(properties)) {
      if (!isObject(property) || property[dropped] !== true) continue
      delete properties[name]
      if (Array.isArray(required)) schema['required'] = required.filter((one) => one !== name)
    }
  }

  return copy(document) as JsonObject // the copy of an object
}

/** https://spec.openapis.org/oas/v3.0.3#schema-object */
function asOf31(schema: JsonObject): JsonObject {
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (schema[exclusive] === true) {
      schema[exclusive] = schema[bound]
      delete schema[bound]
    } else if (schema[exclusive] === false) delete schema[exclusive]
  }
  if (schema['nullable'] !== true) return schema
  delete schema['nullable']
  const { type, enum: values } = schema
  if (typeof type !== 'string') return { anyOf: [schema, { type: 'null' }] }
  schema['type'] = [type, 'null']
  if (Array.isArray(values) && !values.includes(null)) schema['enum'] = [...values, null]
  return schema
}

/** What a reference leads to. */
export function follow(document: JsonObject, value: unknown): JsonObject {
  let current = value
  for (let steps = 0; isObject(current) && typeof current['$ref'] === 'string'; steps += 1) {
    if (steps > 32) throw new Error(`${current['$ref']} refers to itself.`)
    current = target(document, current['$ref'])
  }
  return isObject(current) ? current : {}
}

/** The value that a reference names, which may be `true`, `false` or a reference itself. */
export function target(document: JsonObject, ref: string): unknown {
  const steps = ref.replace(ROOT, '').slice(2).split('/')
  let value: unknown = document
  for (const step of steps) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    value = Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined
  }
  if (value === undefined) throw new Error(`${ref} leads to nothing.`)
  return value
}
