import type { Schema } from '../document/call.ts'
import { type JsonObject, isObject, objectAt } from '../document/json.ts'
import { mergeSchemas } from './merge-schemas.ts'

/** The value as its receiver finds it: members that are not there have their defaults. Alternatives have none. */
export function fillDefaults({ document, schema }: Schema, value: unknown): unknown {
  const merged = mergeSchemas(document, [schema])
  if (Array.isArray(value) && isObject(merged['items'])) {
    const { items } = merged
    return value.map((item) => fillDefaults({ document, schema: items }, item))
  }
  // Files and bytes are objects of their own kind.
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value
  const filled: [string, unknown][] = Object.entries(value)
  const properties = objectAt(merged, 'properties')
  for (const [name, property] of Object.entries(properties)) {
    if (Object.hasOwn(value, name)) continue
    const fallback = defaultOf(document, property)
    if (fallback !== undefined) filled.push([name, structuredClone(fallback)])
  }
  return Object.fromEntries(
    filled.map(([name, member]) => [
      name,
      Object.hasOwn(properties, name) ? fillDefaults({ document, schema: properties[name] }, member) : member,
    ]),
  )
}

export function defaultOf(document: JsonObject, schema: unknown): unknown {
  return mergeSchemas(document, [schema])['default']
}
