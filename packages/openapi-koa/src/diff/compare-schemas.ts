import type { Steps } from '../document/document-error.ts'
import { type JsonObject, isObject, listAt, objectAt } from '../document/json.ts'
import { ANNOTATION_KEYWORDS, DATA_KEYWORDS, READ_KEYWORDS } from '../document/schema-keywords.ts'
import type { Comparison, Direction } from './change.ts'
import { compareValues } from './compare-values.ts'
import { flatten, refOf } from './flat-schema.ts'
import { type Place, say, shown } from './schema-place.ts'

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
  compareValues(place, old, fresh)
  compareObjects(place, old, fresh)
  compareItems(place, old, fresh)
  compareAlternatives(place, old, fresh)
  compareDiscriminators(place, old, fresh)
  compareRest(place, old, fresh)
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

/** Its mapping lists values of one member. https://spec.openapis.org/oas/v3.1.1#discriminator-object */
function compareDiscriminators(place: Place, before: JsonObject, after: JsonObject): void {
  const [old, fresh] = [objectAt(before, 'discriminator'), objectAt(after, 'discriminator')]
  if (old['propertyName'] !== fresh['propertyName'] && 'discriminator' in before && 'discriminator' in after) {
    const [was, is] = [shown(old['propertyName']), shown(fresh['propertyName'])]
    say(place, 'schema-changed', 'both', `${place.name} is told apart by ${is} (was ${was})`)
  }
  if (!('mapping' in old && 'mapping' in fresh)) return
  const [was, is] = [Object.keys(objectAt(old, 'mapping')), Object.keys(objectAt(fresh, 'mapping'))]
  const name = `${place.name}.${String(fresh['propertyName'])}`
  for (const value of is.filter((one) => !was.includes(one)))
    say(place, 'enum-widened', 'widened', `${name} may be ${shown(value)} now`)
  for (const value of was.filter((one) => !is.includes(one)))
    say(place, 'enum-narrowed', 'narrowed', `${name} may no longer be ${shown(value)}`)
}

/** All that is looked at above, and what says nothing about values. */
const COMPARED: ReadonlySet<string> = new Set([
  ...ANNOTATION_KEYWORDS,
  ...READ_KEYWORDS,
  ...[...DATA_KEYWORDS].filter((keyword) => keyword !== 'dependentRequired'),
  'properties',
  'additionalProperties',
  'unevaluatedProperties',
  'items',
  'oneOf',
  'anyOf',
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
