export type JsonObject = { [key: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function objectAt(value: unknown, key: string): JsonObject {
  const child = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return isObject(child) ? child : {}
}

export function listAt(value: unknown, key: string): readonly unknown[] {
  const child = isObject(value) ? value[key] : undefined
  return Array.isArray(child) ? child : []
}

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const
