import type { Refusal } from '../parameters/check-parameters.ts'

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * JSON without members named `__proto__`: whoever copies such a member into another object changes that object's
 * prototype instead.
 */
export function parseJson(text: string): ParsedJson {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, refusal: { reason: 'malformed', path: [] } }
  }
  const path = mayNamePrototype(text) ? pathToPrototype(value) : undefined
  if (!path) return { ok: true, value }
  const [name] = path
  return {
    ok: false,
    refusal: {
      reason: 'invalid',
      path,
      ...(typeof name === 'string' && { name }),
      detail: 'no member can have this name',
    },
  }
}

/** Each of its letters may be escaped, and all of these escapes begin alike. */
function mayNamePrototype(text: string): boolean {
  return text.includes('__proto__') || text.includes(String.raw`\u00`)
}

interface Place {
  readonly value: object
  readonly step: string | number
  readonly parent: Place | undefined
}

/** Not recursive: JSON can be nested deeper than calls. */
function pathToPrototype(root: unknown): (string | number)[] | undefined {
  if (typeof root !== 'object' || root === null) return undefined
  const open: Place[] = [{ value: root, step: '', parent: undefined }]
  for (let place = open.pop(); place; place = open.pop()) {
    if (!Array.isArray(place.value) && Object.hasOwn(place.value, '__proto__')) return [...stepsTo(place), '__proto__']
    for (const [key, child] of Object.entries(place.value)) {
      if (typeof child !== 'object' || child === null) continue
      open.push({ value: child, step: Array.isArray(place.value) ? Number(key) : key, parent: place })
    }
  }
  return undefined
}

function stepsTo(place: Place): (string | number)[] {
  const steps: (string | number)[] = []
  for (let at = place; at.parent; at = at.parent) steps.push(at.step)
  return steps.toReversed()
}
