import { DocumentError } from './document-error.ts'

export type JsonObject = { readonly [key: string]: unknown }

/** A part of a document that was copied, so that it may be changed. */
export type MutableJsonObject = { [key: string]: unknown }

export function isObject(value: unknown): value is MutableJsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function objectAt(value: unknown, key: string): MutableJsonObject {
  const child = isObject(value) ? value[key] : undefined
  return isObject(child) ? child : {}
}

export function listAt(value: unknown, key: string): readonly unknown[] {
  const child = isObject(value) ? value[key] : undefined
  return Array.isArray(child) ? child : []
}

/** Follows `$ref`s inside the document. Those into other files are bundled before the document gets here. */
export function resolve(document: JsonObject, value: unknown, where: readonly (string | number)[]): MutableJsonObject {
  const seen = new Set<string>()
  let current = value
  while (isObject(current) && typeof current['$ref'] === 'string') {
    const ref = current['$ref']
    if (seen.has(ref)) throw new DocumentError(`${ref} refers to itself.`, where)
    seen.add(ref)
    if (!ref.startsWith('#/')) throw new DocumentError(`${ref} points out of the document.`, where)
    current = lookUp(document, ref)
    if (current === undefined) throw new DocumentError(`${ref} points to nothing.`, where)
  }
  return isObject(current) ? current : {}
}

function lookUp(document: JsonObject, ref: string): unknown {
  let value: unknown = document
  for (const step of ref.slice(2).split('/')) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    value =
      isObject(value) && Object.hasOwn(value, key) ? value[key] : Array.isArray(value) ? value[Number(key)] : undefined
  }
  return value
}
