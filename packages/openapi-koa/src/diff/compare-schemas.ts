import type { Steps } from '../document/document-error.ts'
import { type JsonObject, follow, isObject, listAt, objectAt } from '../document/json.ts'
import { type Comparison, type Direction, type Rule, narrowed, widened } from './change.ts'

interface Place {
  readonly comparison: Comparison
  readonly direction: Direction
  /** What people call it: `the response member items[].id`. */
  readonly name: string
  /** In the new document. */
  readonly where: Steps
  /** Pairs that are being compared already: schemas may refer to themselves. */
  readonly seen: ReadonlySet<string>
}

/** Says what changed between two schemas, and whom it breaks in their direction. */
export function compareSchemas(
  comparison: Comparison,
  direction: Direction,
  name: string,
  before: unknown,
  after: unknown,
  where: Steps,
): void {
  compare({ comparison, direction, name, where, seen: new Set() }, before, after)
}

function compare(place: Place, before: unknown, after: unknown): void {
  const key = JSON.stringify([refOf(before), refOf(after)])
  if (refOf(before) !== undefined || refOf(after) !== undefined) {
    if (place.seen.has(key)) return
    place = { ...place, seen: new Set([...place.seen, key]) }
  }
  const old = flatten(place.comparison.before, before)
  const fresh = flatten(place.comparison.after, after)
  compareTypes(place, old, fresh)
  compareValues(place, old, fresh)
  compareBounds(place, old, fresh)
  comparePatterns(place, old, fresh)
  compareObjects(place, old, fresh)
  compareItems(place, old, fresh)
  compareAlternatives(place, old, fresh)
  compareRest(place, old, fresh)
}

function refOf(schema: unknown): string | undefined {
  return isObject(schema) && typeof schema['$ref'] === 'string' ? schema['$ref'] : undefined
}

function say(place: Place, rule: Rule, way: 'narrowed' | 'widened' | 'both' | 'neither', message: string): void {
  const breaks = way === 'narrowed' ? narrowed(place.direction) : way === 'widened' ? widened(place.direction) : way
  place.comparison.changes.add(place.comparison.subject, rule, breaks, message, place.where)
}

/** One object for a schema and everything that `allOf` adds to it; booleans and nothing become objects, too. */
function flatten(document: JsonObject, schema: unknown, depth = 0): JsonObject {
  if (schema === false) return { not: {} }
  const { value } = follow(document, schema, [])
  const parts = listAt(value, 'allOf')
  const { allOf: _, $ref: __, ...own } = value
  const merged: { [key: string]: unknown } = { ...own }
  if (merged['nullable'] === true) merged['type'] = [merged['type'] ?? [], 'null'].flat()
  if (depth > 16) return merged
  // Beside a reference, 3.1 reads what else stands there.
  const beside = isObject(schema) && typeof schema['$ref'] === 'string' ? without(schema, '$ref') : {}
  for (const part of [...parts, ...(Object.keys(beside).length > 0 ? [beside] : [])]) {
    const flat = flatten(document, part, depth + 1)
    for (const [keyword, child] of Object.entries(flat)) {
      if (keyword === 'properties')
        merged['properties'] = { ...objectAt(merged, 'properties'), ...objectAt(flat, 'properties') }
      else if (keyword === 'required')
        merged['required'] = [...new Set([...listAt(merged, 'required'), ...listAt(flat, 'required')])]
      else if (!(keyword in merged)) merged[keyword] = child
    }
  }
  return merged
}

function without(value: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
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

const shown = (value: unknown): string => JSON.stringify(value)
const listed = (values: Iterable<unknown>): string => [...values].map(shown).join(', ')

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

function compareValues(place: Place, before: JsonObject, after: JsonObject): void {
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

function isOpen(schema: JsonObject): boolean {
  return schema['additionalProperties'] !== false && schema['unevaluatedProperties'] !== false
}

function compareObjects(place: Place, before: JsonObject, after: JsonObject): void {
  const [old, fresh] = [objectAt(before, 'properties'), objectAt(after, 'properties')]
  const [wasRequired, isRequired] = [listAt(before, 'required'), listAt(after, 'required')]
  const member = (name: string): Place => ({
    ...place,
    name: `${place.name}.${name}`,
    where: [...place.where, 'properties', name],
  })
  for (const name of new Set([...Object.keys(old), ...Object.keys(fresh), ...wasRequired, ...isRequired].map(String))) {
    const at = member(name)
    if (name in old && name in fresh) compare(at, old[name], fresh[name])
    if (isRequired.includes(name) && !wasRequired.includes(name)) {
      say(at, 'property-required', 'narrowed', `${at.name} is required now`)
    } else if (wasRequired.includes(name) && !isRequired.includes(name) && name in fresh) {
      say(at, 'property-optional', 'widened', `${at.name} is no longer required`)
    }
    if (name in old && !(name in fresh)) {
      // Who sent or read it finds it unheeded or gone.
      const breaks = 'clients'
      place.comparison.changes.add(
        place.comparison.subject,
        'property-removed',
        breaks,
        `${at.name} was removed`,
        place.where,
      )
    } else if (!(name in old) && name in fresh && !isRequired.includes(name)) {
      say(at, 'property-added', isOpen(before) ? 'neither' : 'widened', `${at.name} was added`)
    }
  }
  if (isOpen(before) && !isOpen(after))
    say(place, 'object-closed', 'narrowed', `${place.name} takes no other members now`)
  if (!isOpen(before) && isOpen(after)) say(place, 'object-opened', 'widened', `${place.name} takes other members now`)
  const [oldRest, freshRest] = [before['additionalProperties'], after['additionalProperties']]
  if (isObject(oldRest) || isObject(freshRest)) {
    if (isOpen(before) && isOpen(after)) {
      compare(
        { ...place, name: `${place.name}.*`, where: [...place.where, 'additionalProperties'] },
        oldRest ?? {},
        freshRest ?? {},
      )
    }
  }
}

function compareItems(place: Place, before: JsonObject, after: JsonObject): void {
  if ('items' in before || 'items' in after) {
    compare(
      { ...place, name: `${place.name}[]`, where: [...place.where, 'items'] },
      before['items'] ?? {},
      after['items'] ?? {},
    )
  }
}

/** Alternatives are the same when they refer to the same name, are told apart by the same value, or are equal. */
function compareAlternatives(place: Place, before: JsonObject, after: JsonObject): void {
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const [old, fresh] = [listAt(before, keyword), listAt(after, keyword)]
    if (old.length === 0 && fresh.length === 0) continue
    if (old.length === 0)
      return say(place, 'schema-changed', 'narrowed', `${place.name} has to be one of ${fresh.length} alternatives now`)
    if (fresh.length === 0)
      return say(place, 'schema-changed', 'widened', `${place.name} need not be one of alternatives any longer`)
    const names = (document: JsonObject, schemas: readonly unknown[]) =>
      new Map(schemas.map((schema, index) => [alternativeName(document, schema), { schema, index }]))
    const [oldNames, freshNames] = [names(place.comparison.before, old), names(place.comparison.after, fresh)]
    for (const [name, { schema, index }] of freshNames) {
      const was = oldNames.get(name)
      const at = { ...place, where: [...place.where, keyword, index] }
      if (was) compare(at, was.schema, schema)
      else say(at, 'alternative-added', 'widened', `${place.name} may be ${name} now`)
    }
    for (const name of oldNames.keys()) {
      if (!freshNames.has(name)) say(place, 'alternative-removed', 'narrowed', `${place.name} may no longer be ${name}`)
    }
  }
}

function alternativeName(document: JsonObject, schema: unknown): string {
  const ref = refOf(schema)
  if (ref !== undefined) return ref.split('/').at(-1) ?? ref
  const flat = flatten(document, schema)
  const fixed = Object.entries(objectAt(flat, 'properties')).find(
    ([, property]) => isObject(property) && 'const' in property,
  )
  if (fixed) return `${fixed[0]} ${shown(objectAt(flat['properties'], fixed[0])['const'])}`
  return typeof flat['type'] === 'string' && Object.keys(flat).length === 1 ? flat['type'] : shown(flat)
}

const COMPARED = new Set<string>([
  'type',
  'nullable',
  'enum',
  'const',
  'pattern',
  'format',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'oneOf',
  'anyOf',
  'discriminator',
  'uniqueItems',
  'multipleOf',
  'default',
  'readOnly',
  'writeOnly',
  'unevaluatedProperties',
  'title',
  'description',
  'example',
  'examples',
  'deprecated',
  'externalDocs',
  'xml',
  '$comment',
  '$defs',
  ...UPPER,
  ...LOWER,
])

function compareRest(place: Place, before: JsonObject, after: JsonObject): void {
  if (place.direction === 'to-server' && shown(before['default']) !== shown(after['default'])) {
    say(
      place,
      'default-changed',
      'both',
      `${place.name}: default is ${shown(after['default']) ?? 'gone'} (was ${shown(before['default']) ?? 'none'})`,
    )
  }
  for (const keyword of ['readOnly', 'writeOnly'] as const) {
    if ((before[keyword] === true) === (after[keyword] === true)) continue
    const breaks =
      (keyword === 'readOnly') === (place.direction === 'to-server') && after[keyword] === true ? 'clients' : 'neither'
    place.comparison.changes.add(
      place.comparison.subject,
      'read-write-changed',
      breaks,
      `${place.name} is ${after[keyword] === true ? '' : 'no longer '}${keyword}`,
      place.where,
    )
  }
  const others = new Set(
    [...Object.keys(before), ...Object.keys(after)].filter((key) => !COMPARED.has(key) && !key.startsWith('x-')),
  )
  for (const keyword of others) {
    if (shown(before[keyword]) !== shown(after[keyword]))
      say({ ...place, where: [...place.where, keyword] }, 'schema-changed', 'both', `${place.name}: ${keyword} changed`)
  }
}
