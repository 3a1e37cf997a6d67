import type { Steps } from '../document/document-error.ts'
import { type JsonObject, follow, listAt, objectAt } from '../document/json.ts'
import { type Comparison, type Direction, narrowed, widened } from './change.ts'
import type { Side } from './compare-operations.ts'
import { compareSchemas } from './compare-schemas.ts'

interface Declared {
  readonly parameter: JsonObject
  readonly where: Steps
  readonly label: string
}

export function compareParameters(comparison: Comparison, direction: Direction, before: Side, after: Side): void {
  const [old, fresh] = [declaredIn(before), declaredIn(after)]
  const say = (
    rule: Parameters<typeof comparison.changes.add>[1],
    breaks: Parameters<typeof comparison.changes.add>[2],
    message: string,
    where: Steps,
  ) => comparison.changes.add(comparison.subject, rule, breaks, message, where)
  for (const [key, { parameter, where, label }] of fresh) {
    const was = old.get(key)?.parameter
    const isRequired = parameter['required'] === true
    if (!was) {
      if (isRequired) say('parameter-required', narrowed(direction), `${label} was added, and is required`, where)
      else say('parameter-added', 'neither', `${label} was added`, where)
      continue
    }
    if (isRequired && was['required'] !== true)
      say('parameter-required', narrowed(direction), `${label} is required now`, where)
    if (!isRequired && was['required'] === true)
      say('parameter-optional', widened(direction), `${label} is no longer required`, where)
    if (styleOf(parameter) !== styleOf(was)) {
      say('parameter-style', 'both', `${label} is written as ${styleOf(parameter)} (was ${styleOf(was)})`, where)
    }
    compareSchemas(comparison, direction, label, schemaOf(was), schemaOf(parameter), [...where, 'schema'])
  }
  for (const [key, { label, where }] of old) {
    // Who sends it finds it unheeded.
    if (!fresh.has(key)) say('parameter-removed', 'clients', `${label} was removed`, where)
  }
}

/** By place and name; path parameters by their position, since their names are nothing on the wire. */
function declaredIn({ document, pathItem, operation, named }: Side): Map<string, Declared> {
  const found = new Map<string, Declared>()
  const order = [...named.key.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name)
  for (const [holder, at] of [
    [pathItem, named.where.slice(0, -1)],
    [operation, named.where],
  ] as const) {
    for (const [index, value] of listAt(holder, 'parameters').entries()) {
      const { value: parameter, where } = follow(document, value, [...at, 'parameters', index])
      const [place, name] = [String(parameter['in']), String(parameter['name'])]
      const key = place === 'path' ? order.indexOf(name) : place === 'header' ? name.toLowerCase() : name
      found.set(`${place} ${key}`, { parameter, where, label: `the ${place} parameter ${name}` })
    }
  }
  return found
}

function styleOf(parameter: JsonObject): string {
  const place = parameter['in']
  const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple'
  const style = typeof parameter['style'] === 'string' ? parameter['style'] : usual
  const explode = parameter['explode'] ?? style === 'form'
  const [content] = Object.keys(objectAt(parameter, 'content'))
  return content ?? `${style}${explode === true ? ', exploded' : ''}`
}

function schemaOf(parameter: JsonObject): unknown {
  const [content] = Object.values(objectAt(parameter, 'content'))
  return parameter['schema'] ?? objectAt(content, 'schema')
}
