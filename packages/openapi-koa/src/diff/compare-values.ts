import type { JsonObject } from '../document/json.ts'
import { type Place, listed, say, shown } from './schema-place.ts'

/** Types, enumerations, limits and patterns: what a schema says of a value without looking into it. */
export function compareValues(place: Place, before: JsonObject, after: JsonObject): void {
  compareTypes(place, before, after)
  compareEnumerations(place, before, after)
  compareBounds(place, before, after)
  comparePatterns(place, before, after)
}

function typesOf(schema: JsonObject): Set<string> | undefined {
  const named = [schema['type']].flat().filter((type): type is string => typeof type === 'string')
  if (named.length === 0) return undefined
  return new Set(named.includes('number') ? [...named, 'integer'] : named)
}

/** What is in the one and not in the other. */
function less(all: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...all].filter((value) => !others.has(value))
}

function compareTypes(place: Place, before: JsonObject, after: JsonObject): void {
  const [old, fresh] = [typesOf(before), typesOf(after)]
  if (old === undefined && fresh === undefined) return
  if (old === undefined)
    return say(place, 'type-narrowed', 'narrowed', `${place.name} has to be ${listed(fresh ?? [])} now`)
  if (fresh === undefined) return say(place, 'type-widened', 'widened', `${place.name} may be of any type now`)
  const added = less(fresh, old)
  const removed = less(old, fresh)
  if (added.length > 0) say(place, 'type-widened', 'widened', `${place.name} may be ${listed(added)} now`)
  if (removed.length > 0) say(place, 'type-narrowed', 'narrowed', `${place.name} may no longer be ${listed(removed)}`)
}

function valuesOf(schema: JsonObject): unknown[] | undefined {
  if ('const' in schema) return [schema['const']]
  return Array.isArray(schema['enum']) ? schema['enum'] : undefined
}

function compareEnumerations(place: Place, before: JsonObject, after: JsonObject): void {
  const [old, fresh] = [valuesOf(before), valuesOf(after)]
  if (old === undefined && fresh === undefined) return
  if (old === undefined)
    return say(place, 'enum-narrowed', 'narrowed', `${place.name} has to be one of ${listed(fresh ?? [])} now`)
  if (fresh === undefined)
    return say(place, 'enum-widened', 'widened', `${place.name} may be something else than ${listed(old)} now`)
  const [before_, after_] = [new Set(old.map(shown)), new Set(fresh.map(shown))]
  const added = less(after_, before_)
  const removed = less(before_, after_)
  if ('const' in before && 'const' in after && added.length > 0)
    return say(place, 'const-changed', 'both', `${place.name} was ${removed.join(', ')} and is ${added.join(', ')}`)
  if (added.length > 0) say(place, 'enum-widened', 'widened', `${place.name} may be ${added.join(', ')} now`)
  if (removed.length > 0)
    say(place, 'enum-narrowed', 'narrowed', `${place.name} may no longer be ${removed.join(', ')}`)
}

const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties', 'maxContains'] as const
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties', 'minContains'] as const

function compareBounds(place: Place, before: JsonObject, after: JsonObject): void {
  for (const [keywords, sign] of [
    [UPPER, 1],
    [LOWER, -1],
  ] as const) {
    for (const keyword of keywords) {
      const [old, fresh] = [before[keyword], after[keyword]].map((value) =>
        typeof value === 'number' ? value * sign : Infinity,
      )
      if (old === undefined || fresh === undefined || old === fresh) continue
      const was = before[keyword] === undefined ? '' : ` (was ${shown(before[keyword])})`
      const now = after[keyword] === undefined ? 'gone' : shown(after[keyword])
      if (fresh > old) say(place, 'bound-widened', 'widened', `${place.name}: ${keyword} is ${now}${was}`)
      else say(place, 'bound-narrowed', 'narrowed', `${place.name}: ${keyword} is ${now}${was}`)
    }
  }
  for (const keyword of ['uniqueItems', 'multipleOf'] as const) {
    const [old, fresh] = [before[keyword] || undefined, after[keyword] || undefined]
    if (shown(old) === shown(fresh)) continue
    if (old === undefined) say(place, 'bound-narrowed', 'narrowed', `${place.name}: ${keyword} is ${shown(fresh)} now`)
    else if (fresh === undefined) say(place, 'bound-widened', 'widened', `${place.name}: ${keyword} is gone`)
    else say(place, 'schema-changed', 'both', `${place.name}: ${keyword} is ${shown(fresh)} (was ${shown(old)})`)
  }
}

function comparePatterns(place: Place, before: JsonObject, after: JsonObject): void {
  for (const keyword of ['pattern', 'format'] as const) {
    const [old, fresh] = [before[keyword], after[keyword]]
    if (old === fresh) continue
    if (old === undefined) say(place, 'pattern-added', 'narrowed', `${place.name}: ${keyword} is ${shown(fresh)} now`)
    else if (fresh === undefined)
      say(place, 'pattern-removed', 'widened', `${place.name}: ${keyword} ${shown(old)} is gone`)
    else say(place, 'pattern-changed', 'both', `${place.name}: ${keyword} is ${shown(fresh)} (was ${shown(old)})`)
  }
}
