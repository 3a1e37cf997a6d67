import { isJson, parseMediaType } from '../runtime/media-type.ts'
import type { ParameterEntry, ParameterStyle, ParametersEntry } from '../runtime/operation-table.ts'
import { DocumentError, type Steps } from './document-error.ts'
import type { WarningList } from './document-warning.ts'
import { type JsonObject, follow, isObject, listAt } from './json.ts'
import type { SchemaReader } from './schema-reader.ts'
import { type Shapes, shapeOf } from './text-shape.ts'

export type ParameterPlace = 'path' | 'query' | 'headers' | 'cookies'

export type ParameterGroups = { readonly [Place in ParameterPlace]?: ParametersEntry }

const PLACES: Readonly<Record<string, ParameterPlace>> = {
  path: 'path',
  query: 'query',
  header: 'headers',
  cookie: 'cookies',
}

/** https://spec.openapis.org/oas/v3.1.1#style-values */
const STYLES: Readonly<Record<ParameterPlace, readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  headers: ['simple'],
  cookies: ['form'],
}

/** Header parameters of these names are ignored. https://spec.openapis.org/oas/v3.1.1#parameter-object */
const IGNORED_HEADERS = new Set(['accept', 'content-type', 'authorization'])

interface Reading {
  readonly document: JsonObject
  readonly schemas: SchemaReader
  readonly warnings: WarningList
}

export function readParameters(
  reading: Reading,
  pathItem: JsonObject,
  operation: JsonObject,
  where: Steps,
): ParameterGroups {
  const groups: { [Place in ParameterPlace]?: Record<string, ParameterEntry> } = {}
  // An operation's parameter replaces one of the same name and place of its path item.
  const declared = [
    ...listAt(pathItem, 'parameters').map(
      (value, index) => [value, [...where.slice(0, -1), 'parameters', index]] as const,
    ),
    ...listAt(operation, 'parameters').map((value, index) => [value, [...where, 'parameters', index]] as const),
  ]
  for (const [value, at] of declared) {
    const parameter = follow(reading.document, value, at)
    const { name, in: location } = parameter.value
    const place = PLACES[String(location)]
    if (typeof name !== 'string' || !place) throw new DocumentError('A parameter needs a name and a place.', at)
    if (name === '__proto__') throw new DocumentError('No parameter can be called __proto__.', at)
    if (place === 'headers' && IGNORED_HEADERS.has(name.toLowerCase())) continue
    const group = (groups[place] ??= {})
    group[name] = readParameter(reading, name, parameter.value, place, parameter.where)
  }
  return groups
}

function readParameter(
  reading: Reading,
  name: string,
  parameter: JsonObject,
  place: ParameterPlace,
  where: Steps,
): ParameterEntry {
  const { schemas } = reading
  const allowEmpty = place === 'query' && parameter['allowEmptyValue'] === true
  const common = {
    ...(parameter['required'] === true && { required: true as const }),
    ...(allowEmpty && { allowEmpty }),
  }
  if (parameter['content'] !== undefined) return { ...readContent(reading, parameter['content'], where), ...common }
  if (parameter['schema'] === undefined) throw new DocumentError('A parameter needs a schema or content.', where)
  const at = [...where, 'schema']
  return {
    schema: schemas.readMember(parameter['schema'], at),
    ...common,
    ...readText(reading, name, [parameter['schema'], at], [parameter, where], STYLES[place]),
  }
}

/** What the text of a value says, and how it is laid out. Warns where OpenAPI says neither. */
export function readText(
  { document, warnings }: Pick<Reading, 'document' | 'warnings'>,
  name: string,
  [schema, schemaAt]: readonly [unknown, Steps],
  [described, where]: readonly [JsonObject, Steps],
  styles: readonly ParameterStyle[],
): Pick<ParameterEntry, 'shape' | 'style' | 'explode'> {
  const onUndefined = (): void => warnings.add('undefined-style', name, where)
  const shape = shapeOf(document, schema, schemaAt, onUndefined)
  const style = readStyle(described, styles, where)
  if (!isDefined(style, shape)) onUndefined()
  return { ...(shape !== undefined && { shape }), ...style }
}

function readContent({ document, schemas }: Reading, content: unknown, where: Steps): ParameterEntry {
  const [entry, ...others] = Object.entries(isObject(content) ? content : {})
  const essence = parseMediaType(entry?.[0] ?? '')?.essence ?? ''
  if (!entry || others.length > 0 || !(isJson(essence) || essence === 'text/plain')) {
    throw new DocumentError('The content of a parameter is supported as JSON or plain text only.', where)
  }
  const [contentType, mediaType] = entry
  const schema = isObject(mediaType) ? (mediaType['schema'] ?? true) : true
  const at = [...where, 'content', contentType, 'schema']
  const read = schemas.readMember(schema, at)
  if (isJson(essence)) return { schema: read, json: true }
  const scalars = [shapeOf(document, schema, at) ?? []].flat().filter((shape) => typeof shape === 'string')
  return { schema: read, plain: true, ...(scalars.length > 0 && { shape: scalars }) }
}

/** Whether OpenAPI says what text such a value has. https://spec.openapis.org/oas/v3.1.1#style-examples */
function isDefined({ style, explode }: ReturnType<typeof readStyle>, shape: Shapes = 'string'): boolean {
  const shapes = [shape].flat()
  if (style === 'deepObject')
    return explode !== false && shapes.every((one) => typeof one === 'object' && 'properties' in one)
  if (style !== 'spaceDelimited' && style !== 'pipeDelimited') return true
  return explode !== true && shapes.every((one) => typeof one === 'object')
}

/** What differs from the first of the styles, and from what each style does by itself. */
export function readStyle(
  value: JsonObject,
  styles: readonly ParameterStyle[],
  where: Steps,
): { style?: ParameterStyle; explode?: boolean } {
  const { style: named = styles[0], explode } = value
  const style = styles.find((candidate) => candidate === named)
  if (style === undefined) {
    throw new DocumentError(`Style ${String(named)} is not for this place; ${styles.join(', ')} are.`, where)
  }
  return {
    ...(style !== styles[0] && { style }),
    ...(typeof explode === 'boolean' && explode !== explodesByItself(style) && { explode }),
  }
}

/** OpenAPI says true for `form` only, but without it `deepObject` has no meaning. */
function explodesByItself(style: ParameterStyle): boolean {
  return style === 'form' || style === 'deepObject'
}
