import * as fc from 'fast-check'
import type { Schema } from '../document/call.ts'
import { type JsonObject, isObject, listAt, objectAt } from '../document/json.ts'
import { arbitraryOfNumber } from './arbitrary-of-number.ts'
import { type TextPlace, arbitraryOfText, fitsPlace } from './arbitrary-of-text.ts'
import { checkOf } from './check-schema.ts'
import { arbitraryOfDiscriminated } from './discriminated.ts'
import { mergeSchemas, propertiesOf } from './merge-schemas.ts'

export interface ArbitraryOptions {
  /** Where the value will stand. What cannot be written there is not made. */
  readonly place: TextPlace
}

/** How deep a value goes before whatever may be missing in it is missing. */
const MAX_DEPTH = 5
/** So many values in a row that do not fit: nothing will. */
const MAX_MISSES = 2_000

/** Values that fit a schema, and nothing else. Throws when it cannot find any. */
export function arbitraryOfSchema(schema: Schema, { place }: ArbitraryOptions): fc.Arbitrary<unknown> {
  const fits = checkOf(schema)
  const isMixed = place !== 'json' && !isPlainText(mergeSchemas(schema.document, [schema.schema]))
  let misses = 0
  return makerFor(schema.document, place)(schema.schema, 0).filter((value) => {
    const isGood = fitsPlace(value, place, isMixed) && fits(value)
    misses = isGood ? 0 : misses + 1
    if (misses > MAX_MISSES) throw new Error(`Found no value of ${JSON.stringify(schema.schema).slice(0, 300)}`)
    return isGood
  })
}

/** In text, `5` is a number wherever a number is allowed. */
function isPlainText(merged: JsonObject): boolean {
  return merged['type'] === 'string' || !('type' in merged || 'oneOf' in merged || 'anyOf' in merged)
}

type Maker = (schema: unknown, depth: number) => fc.Arbitrary<unknown>

const makers = new WeakMap<JsonObject, Map<TextPlace, Maker>>()

/** The same for each schema of a document: one that many others refer to is worked out once for each depth. */
function makerFor(document: JsonObject, place: TextPlace): Maker {
  const ofDocument = makers.get(document) ?? new Map<TextPlace, Maker>()
  makers.set(document, ofDocument)
  const maker = ofDocument.get(place) ?? createMaker(document, place)
  ofDocument.set(place, maker)
  return maker
}

function createMaker(document: JsonObject, place: TextPlace): Maker {
  const made = new Map<string, fc.Arbitrary<unknown>>()
  const make: Maker = (schema, depth) => {
    const ref = isObject(schema) && Object.keys(schema).length === 1 ? schema['$ref'] : undefined
    if (typeof ref !== 'string') return makeNew(schema, depth)
    const key = `${Math.min(depth, MAX_DEPTH)} ${ref}`
    const arbitrary = made.get(key) ?? makeNew(schema, depth)
    made.set(key, arbitrary)
    return arbitrary
  }
  const makeNew: Maker = (schema, depth) => {
    const merged = mergeSchemas(document, [schema])
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      if (Array.isArray(merged[keyword])) return ofAlternatives(merged, keyword, depth)
    }
    if ('const' in merged) return fc.constant(merged['const'])
    if (Array.isArray(merged['enum'])) return fc.constantFrom(...(merged['enum'] as unknown[]))
    const types = typesOf(merged)
    if (types.length === 0) return anything(place)
    return fc.oneof(...types.map((type) => ofType(type, merged, depth)))
  }

  function ofAlternatives(merged: JsonObject, keyword: 'oneOf' | 'anyOf', depth: number): fc.Arbitrary<unknown> {
    const { [keyword]: alternatives, ...base } = merged
    const discriminated = arbitraryOfDiscriminated(document, merged, keyword, (part) => make(part, depth))
    if (discriminated) return discriminated
    const each = listAt({ alternatives }, 'alternatives').map((alternative) => {
      if (!isObject(alternative)) return make({ allOf: [base, alternative] }, depth)
      const one = make(mergeSchemas(document, [base, alternative]), depth)
      return keyword === 'oneOf' && place === 'json'
        ? fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: apart(one, merged) })
        : one
    })
    return fc.oneof(...each)
  }

  /** Where alternatives overlap, a member that is wrong for the others tells which one is meant. */
  function apart(one: fc.Arbitrary<unknown>, schema: JsonObject): fc.Arbitrary<unknown> {
    const names = [...propertiesOf(document, schema)]
    if (names.length === 0) return one
    const odd = fc.constantFrom<unknown>(null, 0, 'odd', [])
    return fc
      .tuple(one, fc.constantFrom(...names), odd)
      .map(([value, name, member]) =>
        isObject(value) && !Object.hasOwn(value, name) ? { ...value, [name]: member } : value,
      )
  }

  function ofType(type: unknown, schema: JsonObject, depth: number): fc.Arbitrary<unknown> {
    if (type === 'null') return fc.constant(null)
    if (type === 'boolean') return fc.boolean()
    if (type === 'integer' || type === 'number') return arbitraryOfNumber(schema, type)
    if (type === 'string') return arbitraryOfText(schema, place)
    if (type === 'array') return ofArray(schema, depth)
    if (type === 'object') return ofObject(schema, depth)
    throw new Error(`There is no type ${String(type)}.`)
  }

  function ofArray(schema: JsonObject, depth: number): fc.Arbitrary<unknown[]> {
    // No style has a way to write an empty list.
    const least = Number(schema['minItems'] ?? (place === 'json' ? 0 : 1))
    const most = depth >= MAX_DEPTH ? least : Math.min(Number(schema['maxItems'] ?? Infinity), least + 2)
    const first = listAt(schema, 'prefixItems').map((item) => make(item, depth + 1))
    const item = most === 0 ? fc.constant(null) : make(schema['items'] ?? {}, depth + 1)
    const size = { minLength: Math.max(least - first.length, 0), maxLength: Math.max(most - first.length, 0) }
    const rest =
      schema['uniqueItems'] === true
        ? fc.uniqueArray(item, { ...size, selector: (value) => JSON.stringify(value) })
        : fc.array(item, size)
    return fc.tuple(fc.tuple(...first), rest).map(([head, tail]) => [...head, ...tail])
  }

  function ofObject(schema: JsonObject, depth: number): fc.Arbitrary<JsonObject> {
    const properties = objectAt(schema, 'properties')
    const required = new Set(listAt(schema, 'required').map(String))
    const isDeep = depth >= MAX_DEPTH
    const members = [...new Set([...Object.keys(properties), ...required])]
      .filter((name) => required.has(name) || !(isDeep || properties[name] === false))
      .map((name) => {
        const value = make(Object.hasOwn(properties, name) ? properties[name] : {}, depth + 1)
        const entry = value.map((one): [string, unknown] => [name, one])
        return required.has(name) ? entry : fc.option(entry, { nil: undefined, freq: depth < 2 ? 2 : 1 })
      })
    return fc
      .tuple(fc.tuple(...members), isDeep ? fc.constant([]) : furtherMembers(schema, depth))
      .map(([declared, further]) => {
        const unknown = further.filter(([name]) => !Object.hasOwn(properties, name))
        // From entries, `__proto__` is a member like any other.
        return Object.fromEntries([...unknown, ...declared.filter((entry) => entry !== undefined)])
      })
  }

  /** Members that have no name in the document. In a form they are left out, which is no round trip. */
  function furtherMembers(schema: JsonObject, depth: number): fc.Arbitrary<[string, unknown][]> {
    const { additionalProperties: allowed, patternProperties } = schema
    const least = Number(schema['minProperties'] ?? 0)
    const isNamed = Object.keys(objectAt(schema, 'properties')).length > 0
    if (place !== 'json' || allowed === false || patternProperties !== undefined) return fc.constant([])
    const value = isObject(allowed) ? make(allowed, depth + 1) : fc.constantFrom<unknown>(null, 1, 'more', { a: [] })
    const entries = fc.array(fc.tuple(nameOfMember(), value), { minLength: isNamed ? 0 : least, maxLength: least + 2 })
    // Where the document does not say that there can be more, there seldom is.
    return isObject(allowed) || !isNamed
      ? entries
      : fc.oneof({ weight: 7, arbitrary: fc.constant<[string, unknown][]>([]) }, { weight: 1, arbitrary: entries })
  }

  return make
}

function nameOfMember(): fc.Arbitrary<string> {
  return fc.oneof(fc.string({ minLength: 1, maxLength: 8 }), fc.constantFrom('constructor', 'toString', 'a.b', 'ä'))
}

function anything(place: TextPlace): fc.Arbitrary<unknown> {
  if (place !== 'json') return arbitraryOfText({}, place)
  return fc.oneof(
    fc.constantFrom<unknown>(null, true, false, 0, 1.5, [], {}, ''),
    fc.string({ maxLength: 8 }),
    fc.constant({ a: [{ b: 'c' }] }),
  )
}

function typesOf(schema: JsonObject): readonly unknown[] {
  const { type } = schema
  if (type !== undefined) return [type].flat()
  if ('properties' in schema || 'additionalProperties' in schema || 'required' in schema) return ['object']
  if ('items' in schema || 'prefixItems' in schema) return ['array']
  if ('pattern' in schema || 'minLength' in schema || 'maxLength' in schema || 'format' in schema) return ['string']
  if ('minimum' in schema || 'maximum' in schema) return ['number']
  return []
}
