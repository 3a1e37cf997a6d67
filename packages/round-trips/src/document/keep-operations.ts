import { type JsonObject, METHODS, isObject, objectAt } from './json.ts'

/** The document with some of its operations, and what these refer to. */
export function keepOperations(document: JsonObject, isKept: (operationId: string) => boolean): JsonObject {
  const paths: JsonObject = {}
  for (const [path, item] of Object.entries(objectAt(document, 'paths'))) {
    if (!isObject(item)) continue
    const dropped = METHODS.filter((method) => {
      const { operationId } = objectAt(item, method)
      return typeof operationId !== 'string' || !isKept(operationId)
    })
    const kept = Object.fromEntries(Object.entries(item).filter(([key]) => !dropped.some((method) => method === key)))
    if (METHODS.some((method) => method in kept)) paths[path] = kept
  }
  const { components, paths: _, ...others } = document
  const rest = Object.fromEntries(Object.entries(others).filter(([key]) => !key.startsWith('x-')))
  const found: JsonObject = {}
  const queue: unknown[] = [paths, rest]
  // Schemes are referred to by name.
  if (isObject(components)) found['securitySchemes'] = objectAt(components, 'securitySchemes')
  while (queue.length > 0) {
    const value = queue.pop()
    if (Array.isArray(value)) queue.push(...value)
    else if (isObject(value)) {
      const { $ref: ref } = value
      if (typeof ref === 'string') queue.push(take(ref))
      queue.push(...Object.values(value))
    }
  }
  return { ...rest, paths, components: found }

  function take(ref: string): unknown {
    const [, section, kind = '', name = ''] = ref.split('/')
    if (section !== 'components') return undefined
    const group = (found[kind] ??= {})
    if (!isObject(group) || name in group) return undefined
    group[name] = objectAt(components, kind)[name]
    return group[name]
  }
}
