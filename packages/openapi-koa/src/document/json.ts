import { DocumentError, type Steps } from './document-error.ts'

export type JsonObject = { readonly [key: string]: unknown }

/** A part of a document that was copied, so that it may be changed. */
export type MutableJsonObject = { [key: string]: unknown }

export function isObject(value: unknown): value is MutableJsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function objectAt(value: unknown, key: string): MutableJsonObject {
  const child = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return isObject(child) ? child : {}
}

export function listAt(value: unknown, key: string): readonly unknown[] {
  const child = isObject(value) ? value[key] : undefined
  return Array.isArray(child) ? child : []
}

export interface Resolved {
  readonly value: MutableJsonObject
  /** Where it stands, references followed. */
  readonly where: Steps
}

/** Follows `$ref`s inside the document. Those into other files are bundled before the document gets here. */
export function follow(document: JsonObject, value: unknown, where: Steps): Resolved {
  const seen = new Set<string>()
  let current = value
  let steps = where
  while (isObject(current) && typeof current['$ref'] === 'string') {
    const ref = current['$ref']
    if (seen.has(ref)) throw new DocumentError(`${ref} refers to itself.`, where)
    seen.add(ref)
    steps = stepsOf(ref, where)
    current = referred(document, ref, where)
  }
  return { value: isObject(current) ? current : {}, where: steps }
}

/** What stands where a reference points to: one step. */
export function referred(document: JsonObject, ref: string, where: Steps): unknown {
  const value = valueAt(document, stepsOf(ref, where))
  if (value === undefined) throw new DocumentError(`${ref} points to nothing.`, where)
  return value
}

/** The steps of a reference such as `#/components/schemas/Book`. */
export function stepsOf(ref: string, where: Steps): string[] {
  if (ref !== '#' && !ref.startsWith('#/')) throw new DocumentError(`${ref} points out of the document.`, where)
  return ref
    .slice(2)
    .split('/')
    .map((step) => decodeStep(step).replaceAll('~1', '/').replaceAll('~0', '~'))
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}

export function valueAt(document: unknown, steps: Steps): unknown {
  let value = document
  for (const step of steps) {
    if (Array.isArray(value)) value = value[Number(step)]
    else value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }
  return value
}
