import {
  type JsonObject,
  type MutableJsonObject,
  follow,
  isObject,
  listAt,
  objectAt,
  stepsOf,
  valueAt,
} from './json.ts'
import { METHODS } from './name-operations.ts'
import { webhooksKey } from './openapi-30.ts'
import { SCHEMA_KEYWORDS, SCHEMA_LIST_KEYWORDS, SCHEMA_MAP_KEYWORDS } from './schema-keywords.ts'

type Direction = 'toServer' | 'toClient'

const DROPPED: Readonly<Record<Direction, 'readOnly' | 'writeOnly'>> = { toServer: 'readOnly', toClient: 'writeOnly' }

/** Where a schema keeps the names of members that a sender may not set, for the validator to take them away. */
export const READ_ONLY_MEMBERS = 'x-openapi-koa-read-only'

/** The same of members that a server may not send, for the validator of responses to refuse them. */
export const WRITE_ONLY_MEMBERS = 'x-openapi-koa-write-only'

/**
 * A copy of the document in which schemas with `readOnly` or `writeOnly` members are two: `Book` for what a server sends,
 * `BookWritable` for what it is sent. Types and validators then need no further thought about directions. What webhooks
 * and callbacks carry was made by the server of the document, so their requests are of the first kind.
 * https://spec.openapis.org/oas/v3.1.1#schema-object
 */
export function splitReadWrite(document: JsonObject): JsonObject {
  // Through text: what YAML's aliases share must be two objects before one of them is changed.
  const copy = JSON.parse(JSON.stringify(document)) as MutableJsonObject // the document was an object
  const schemas = objectAt(objectAt(copy, 'components'), 'schemas')
  const affected = affectedSchemas(schemas)
  if (affected.size === 0 && !hasMark(copy)) return copy
  const writable = new Map<string, string>()
  const pristine = { ...schemas }
  for (const name of affected) {
    let free = `${name}Writable`
    while (free in schemas) free += '_'
    writable.set(name, free)
    schemas[free] = structuredClone(schemas[name])
    pristine[name] = structuredClone(schemas[name])
  }
  const inDirection = {
    toClient: new Splitting('toClient', pristine, writable),
    toServer: new Splitting('toServer', pristine, writable),
  }
  for (const name of affected) inDirection.toClient.split(schemas[name])
  for (const name of writable.values()) inDirection.toServer.split(schemas[name])
  forEachSchema(copy, (schema, direction) => inDirection[direction].split(schema))
  return copy
}

/** Schemas of the components that have such a member, or refer to one that has. */
function affectedSchemas(schemas: JsonObject): Set<string> {
  const affected = new Set(Object.keys(schemas).filter((name) => hasMark(schemas[name])))
  if (affected.size === 0) return affected
  const references = Object.entries(schemas).map(([name, schema]) => [name, namesIn(schema)] as const)
  for (let before = -1; before !== affected.size;) {
    before = affected.size
    for (const [name, named] of references) if ([...named].some((one) => affected.has(one))) affected.add(name)
  }
  return affected
}

function hasMark(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasMark)
  if (!isObject(value)) return false
  return value['readOnly'] === true || value['writeOnly'] === true || Object.values(value).some(hasMark)
}

/** The schemas of the components that are referred to. */
function namesIn(value: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) namesIn(item, names)
  if (!isObject(value)) return names
  const component = typeof value['$ref'] === 'string' ? componentOf(value['$ref']) : undefined
  if (component) names.add(component.name)
  for (const child of Object.values(value)) namesIn(child, names)
  return names
}

/** The schema of the components that a reference leads to or into. */
function componentOf(ref: string): { readonly name: string; readonly rest: readonly string[] } | undefined {
  if (!ref.startsWith('#/components/schemas/')) return undefined
  const [, , name, ...rest] = stepsOf(ref, [])
  return name === undefined ? undefined : { name, rest }
}

/** All schemas outside of the components' own, each once, with the direction in which its values go. */
function forEachSchema(document: MutableJsonObject, use: (schema: unknown, direction: Direction) => void): void {
  const components = objectAt(document, 'components')
  const seen = new Set<unknown>()
  const holder = (value: unknown, direction: Direction): void => {
    const { value: found } = follow(document, value, [])
    if (seen.has(found)) return
    seen.add(found)
    use(found['schema'], direction)
    for (const mediaType of Object.values(objectAt(found, 'content'))) {
      if (isObject(mediaType)) use(mediaType['schema'], direction)
    }
    for (const header of Object.values(objectAt(found, 'headers'))) holder(header, direction)
  }
  const pathItem = (item: unknown, request: Direction, response: Direction): void => {
    const { value } = follow(document, item, [])
    for (const parameter of listAt(value, 'parameters')) holder(parameter, request)
    for (const operation of METHODS.map((method) => value[method]).filter(isObject)) {
      for (const parameter of listAt(operation, 'parameters')) holder(parameter, request)
      if (operation['requestBody'] !== undefined) holder(operation['requestBody'], request)
      for (const one of Object.values(objectAt(operation, 'responses'))) holder(one, response)
      for (const callback of Object.values(objectAt(operation, 'callbacks'))) {
        for (const callbackItem of Object.values(follow(document, callback, []).value)) {
          pathItem(callbackItem, 'toClient', 'toServer')
        }
      }
    }
  }
  for (const item of Object.values(objectAt(document, 'paths'))) pathItem(item, 'toServer', 'toClient')
  for (const item of Object.values(objectAt(document, webhooksKey(document)))) pathItem(item, 'toClient', 'toServer')
  for (const section of ['requestBodies', 'parameters'])
    for (const one of Object.values(objectAt(components, section))) holder(one, 'toServer')
  for (const section of ['responses', 'headers'])
    for (const one of Object.values(objectAt(components, section))) holder(one, 'toClient')
}

/** Makes schemas fit one direction, in place. */
class Splitting {
  readonly #direction: Direction
  /** The schemas of the components as the document has them. */
  readonly #pristine: JsonObject
  readonly #writable: ReadonlyMap<string, string>

  constructor(direction: Direction, pristine: JsonObject, writable: ReadonlyMap<string, string>) {
    this.#direction = direction
    this.#pristine = pristine
    this.#writable = writable
  }

  /** @param outside members that are gone by what stands around this schema */
  split(schema: unknown, outside: ReadonlySet<string> = new Set()): void {
    if (!isObject(schema)) return
    const dropped = new Set([...outside, ...this.#droppedOf(schema)])
    const { properties } = schema
    if (isObject(properties)) {
      const own = Object.keys(properties).filter((name) => this.#isDropped(properties[name]))
      for (const name of own) delete properties[name]
      if (own.length > 0) schema[this.#direction === 'toServer' ? READ_ONLY_MEMBERS : WRITE_ONLY_MEMBERS] = own
    }
    if (Array.isArray(schema['required']))
      schema['required'] = schema['required'].filter((name) => !dropped.has(String(name)))
    if (typeof schema['$ref'] === 'string') schema['$ref'] = this.#refOf(schema['$ref'])
    for (const [keyword, value] of Object.entries(schema)) {
      if (SCHEMA_KEYWORDS.has(keyword)) this.split(value)
      else if ((SCHEMA_MAP_KEYWORDS.has(keyword) || keyword === '$defs') && isObject(value))
        for (const child of Object.values(value)) this.split(child)
      else if (SCHEMA_LIST_KEYWORDS.has(keyword))
        for (const child of listAt(schema, keyword)) this.split(child, PARTS.includes(keyword) ? dropped : undefined)
    }
    const mapping = objectAt(schema['discriminator'], 'mapping')
    for (const [value, target] of Object.entries(mapping)) {
      if (typeof target === 'string') mapping[value] = this.#refOf(target)
    }
  }

  #isDropped(property: unknown): boolean {
    return this.#partsOf(property, ['allOf']).some((part) => part[DROPPED[this.#direction]] === true)
  }

  /** What `required` names takes effect in one direction only, wherever it stands beside the member. */
  #droppedOf(schema: JsonObject): string[] {
    return this.#partsOf(schema, PARTS).flatMap((part) =>
      Object.entries(objectAt(part, 'properties')).flatMap(([name, property]) =>
        this.#isDropped(property) ? [name] : [],
      ),
    )
  }

  #partsOf(schema: unknown, keywords: readonly string[], seen = new Set<unknown>()): JsonObject[] {
    if (!isObject(schema) || seen.has(schema)) return []
    seen.add(schema)
    const component = typeof schema['$ref'] === 'string' ? componentOf(schema['$ref']) : undefined
    const behind = component && valueAt(this.#pristine, [component.name, ...component.rest])
    const nested = [behind, ...keywords.flatMap((keyword) => listAt(schema, keyword))]
    return [schema, ...nested.flatMap((part) => this.#partsOf(part, keywords, seen))]
  }

  #refOf(ref: string): string {
    if (this.#direction === 'toClient') return ref
    const named = componentOf(ref) ?? { name: ref, rest: [] }
    const name = this.#writable.get(named.name)
    if (name === undefined) return ref
    const steps = [name, ...named.rest].map((step) =>
      encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')),
    )
    return `#/components/schemas/${steps.join('/')}`
  }
}

/** What stands under these is about the same value. */
const PARTS: readonly string[] = ['allOf', 'anyOf', 'oneOf']
