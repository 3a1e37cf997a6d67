import type { ObjectShape, ScalarShape, TextShape } from '../runtime/operation-table.ts'
import type { Steps } from './document-error.ts'
import { type JsonObject, follow, isObject, listAt, objectAt } from './json.ts'
import { partsOf, propertiesOf } from './schema-parts.ts'

export type Shapes = TextShape | readonly TextShape[]

/** Called where a list or an object stands inside of what has a text of its own: OpenAPI gives it none. */
export type OnNested = () => void

/** What the text of a value may stand for, likeliest first; undefined: text, and nothing else. */
export function shapeOf(
  document: JsonObject,
  schema: unknown,
  where: Steps,
  onNested: OnNested = () => undefined,
): Shapes | undefined {
  const reading = { document, where, onNested }
  const types = typesOf(reading, schema)
  const shapes: TextShape[] = scalarsIn(types)
  if (types.has('array')) shapes.push({ items: scalarsOf(reading, itemsOf(reading, schema)) })
  if (types.has('object')) shapes.push(objectShape(reading, schema))
  const shape = oneOrAll(shapes)
  return shape === 'string' ? undefined : shape
}

interface Reading {
  readonly document: JsonObject
  readonly where: Steps
  readonly onNested: OnNested
}

/** A number that is also a text is taken for the number first: the text fits more. */
const SCALARS: readonly ScalarShape[] = ['number', 'boolean', 'string']

function scalarsIn(types: ReadonlySet<string>): ScalarShape[] {
  return SCALARS.filter((type) => types.has(type))
}

function oneOrAll<Shape extends TextShape>(shapes: readonly Shape[]): Shape | 'string' | readonly Shape[] {
  const [first, ...others] = shapes
  return first === undefined ? 'string' : others.length === 0 ? first : shapes
}

function scalarsOf(reading: Reading, schema: unknown): ScalarShape | readonly ScalarShape[] {
  const types = typesOf(reading, schema)
  if (types.has('array') || types.has('object')) reading.onNested()
  return oneOrAll(scalarsIn(types))
}

/** A member is repeated when it is a list. */
function memberOf(reading: Reading, schema: unknown): Shapes {
  const types = typesOf(reading, schema)
  if (types.has('array') || types.has('object')) reading.onNested()
  const shapes: TextShape[] = scalarsIn(types)
  if (types.has('array')) shapes.push({ items: scalarsOf(reading, itemsOf(reading, schema)) })
  return oneOrAll(shapes)
}

function objectShape(reading: Reading, schema: unknown): ObjectShape {
  const parts = partsOf(reading.document, schema, reading.where)
  const properties = [...propertiesOf(reading.document, schema, reading.where)].map(
    ([name, alternatives]) => [name, memberOf(reading, anyOf(alternatives))] as const,
  )
  const others = parts.flatMap((part) => [
    part['additionalProperties'],
    ...Object.values(objectAt(part, 'patternProperties')),
  ])
  const declared = others.filter((other) => other !== undefined)
  const isOpen = declared.length === 0 ? properties.length === 0 : declared.some((other) => other !== false)
  return {
    properties: Object.fromEntries(properties),
    ...(isOpen && { additional: memberOf(reading, anyOf(declared)) }),
  }
}

/** All items, whatever their position. */
function itemsOf({ document, where }: Reading, schema: unknown): unknown {
  const items = partsOf(document, schema, where).flatMap((part) => [part['items'], ...listAt(part, 'prefixItems')])
  return anyOf(items.filter((item) => item !== undefined))
}

function anyOf(schemas: readonly unknown[]): unknown {
  return schemas.length === 1 ? schemas[0] : { anyOf: schemas }
}

/** JSON types that a schema names itself; `integer` counts as `number`. */
function typesOf({ document, where }: Pick<Reading, 'document' | 'where'>, schema: unknown): Set<string> {
  const types = new Set<string>()
  for (const part of partsOf(document, schema, where)) {
    const named = [part['type']].flat().filter((type) => typeof type === 'string')
    const values = 'const' in part ? [part['const']] : listAt(part, 'enum')
    for (const type of named.length > 0 ? named : values.map(typeOfValue))
      types.add(type === 'integer' ? 'number' : type)
    if (named.length === 0 && isObject(part['properties'])) types.add('object')
    if (named.length === 0 && ('items' in part || 'prefixItems' in part)) types.add('array')
  }
  return types
}

function typeOfValue(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

/** Whether a value can be an object or a list: such a field of a form is JSON unless its encoding says otherwise. */
export function isStructured(document: JsonObject, schema: unknown, where: Steps): boolean {
  return typesOf({ document, where }, schema).has('object')
}

/** Bytes as they are: `format: binary`, or a media type without an encoding. https://spec.openapis.org/oas/v3.1.1#considerations-for-file-uploads */
export function isBinary(document: JsonObject, schema: unknown, where: Steps): boolean {
  const { value } = follow(document, schema, where)
  const isText = value['type'] === undefined || [value['type']].flat().includes('string')
  return (
    isText &&
    (value['format'] === 'binary' ||
      (typeof value['contentMediaType'] === 'string' && value['contentEncoding'] === undefined))
  )
}
