import type { ParameterKind } from '../runtime/operation-table.ts'
import { DocumentError } from './document-error.ts'
import { type JsonObject, listAt, resolve } from './json.ts'
import { kindOf } from './schema-kind.ts'

export type ParameterPlace = 'path' | 'query' | 'headers' | 'cookies'

export type ParametersModel = Readonly<Record<ParameterPlace, Readonly<Record<string, ParameterKind>>>>

const PLACES: Readonly<Record<string, ParameterPlace>> = {
  path: 'path',
  query: 'query',
  header: 'headers',
  cookie: 'cookies',
}

export function readParameters(
  document: JsonObject,
  pathItem: JsonObject,
  operation: JsonObject,
  where: readonly string[],
): ParametersModel {
  const model: Record<ParameterPlace, Record<string, ParameterKind>> = { path: {}, query: {}, headers: {}, cookies: {} }
  // An operation's parameter replaces one of the same name and place of its path item.
  for (const value of [...listAt(pathItem, 'parameters'), ...listAt(operation, 'parameters')]) {
    const parameter = resolve(document, value, where)
    const { name } = parameter
    const place = PLACES[String(parameter['in'])]
    if (typeof name !== 'string' || !place) throw new DocumentError('A parameter needs a name and a place.', where)
    model[place][name] = kindOfParameter(document, parameter, place, [...where, 'parameters', name])
  }
  return model
}

function kindOfParameter(
  document: JsonObject,
  parameter: JsonObject,
  place: ParameterPlace,
  where: readonly string[],
): ParameterKind {
  if (parameter['schema'] === undefined) throw new DocumentError('Only parameters with a schema are supported.', where)
  const kind = kindOf(document, parameter['schema'], where)
  if (!kind.endsWith('[]')) return kind
  // A repeated query parameter is the only spelling of a list that needs no delimiter inside a value.
  const plain = (parameter['style'] ?? 'form') === 'form' && (parameter['explode'] ?? true) === true
  if (place !== 'query' || !plain) {
    throw new DocumentError('A list is supported in a query only, with style form and explode.', where)
  }
  return kind
}
