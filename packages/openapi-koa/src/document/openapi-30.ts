import type { JsonSchema } from '../runtime/operation-table.ts'
import type { JsonObject, MutableJsonObject } from './json.ts'

export function isOpenapi30(document: JsonObject): boolean {
  return String(document['openapi']).startsWith('3.0.')
}

/** Where webhooks stand: 3.0 has no word of its own for them, and documents of that version write `x-webhooks`. */
export function webhooksKey(document: JsonObject): 'webhooks' | 'x-webhooks' {
  return isOpenapi30(document) && !('webhooks' in document) ? 'x-webhooks' : 'webhooks'
}

/** What OpenAPI 3.0 says in words of its own. https://spec.openapis.org/oas/v3.0.3#schema-object */
export function asOf31(schema: JsonObject, read: MutableJsonObject): JsonSchema {
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof read[exclusive] !== 'boolean') continue
    if (read[exclusive] && bound in read) {
      read[exclusive] = read[bound]
      delete read[bound]
    } else delete read[exclusive]
  }
  if (schema['nullable'] !== true) return read
  if (Array.isArray(read['enum']) && !read['enum'].includes(null)) read['enum'] = [...read['enum'], null]
  const isComposed = ['allOf', 'anyOf', 'oneOf', 'not', 'const'].some((keyword) => keyword in read)
  if (typeof read['type'] === 'string' && !isComposed) return { ...read, type: [read['type'], 'null'] }
  const { default: fallback, ...rest } = read
  // `else` and not `anyOf`: in alternatives no defaults are filled in.
  return { if: { type: 'null' }, else: rest, ...(fallback !== undefined && { default: fallback }) }
}
