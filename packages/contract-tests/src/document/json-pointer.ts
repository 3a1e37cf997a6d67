export type JsonObject = { readonly [member: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One reference token of a JSON pointer. RFC 6901 §3 */
export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** A value of a document and the JSON pointer of where it is written. */
export interface Place {
  readonly pointer: string
  readonly value: unknown
}

const deepestReference = 16

/** The value at a JSON pointer. A `$ref` into the same document is followed wherever it stands on the way. */
export function resolvePointer(root: JsonObject, pointer: string, depth = 0): Place {
  let place: Place = { pointer: '', value: root }
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    const { value } = place
    const member: unknown = Array.isArray(value) ? value[Number(name)] : isObject(value) ? value[name] : undefined
    place = followReference(root, { pointer: `${place.pointer}/${token}`, value: member }, depth)
  }
  return place
}

function followReference(root: JsonObject, place: Place, depth: number): Place {
  const reference = isObject(place.value) ? place.value['$ref'] : undefined
  if (typeof reference !== 'string') return place
  if (!reference.startsWith('#/')) throw new TypeError(`${place.pointer} refers to ${reference}, outside the document`)
  if (depth === deepestReference) throw new TypeError(`${place.pointer} refers to itself`)
  return resolvePointer(root, reference.slice(1), depth + 1)
}
