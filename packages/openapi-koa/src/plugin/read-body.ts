import type { ParameterKind } from '../runtime/operation-table.ts'
import { FORM, isJson, parseMediaType } from '../runtime/media-type.ts'
import { DocumentError } from './document-error.ts'
import { type JsonObject, isObject, objectAt, resolve } from './json.ts'
import { kindOf, propertiesOf } from './schema-kind.ts'

export interface BodyModel {
  readonly required: boolean
  readonly content: readonly ContentModel[]
}

export interface ContentModel {
  readonly contentType: string
  /** Of a form with named parameters. */
  readonly parameters: Readonly<Record<string, ParameterKind>> | undefined
}

export function readBody(document: JsonObject, operation: JsonObject, where: readonly string[]): BodyModel | undefined {
  if (!isObject(operation['requestBody'])) return undefined
  const body = resolve(document, operation['requestBody'], [...where, 'requestBody'])
  const content = Object.entries(objectAt(body, 'content')).map(([contentType, mediaType]) =>
    readContent(document, contentType, mediaType, [...where, 'requestBody', 'content', contentType]),
  )
  if (content.length === 0) return undefined
  if (new Set(content.map(({ contentType }) => essenceOf(contentType))).size < content.length) {
    throw new DocumentError('Media types that differ in their parameters only cannot be told apart.', where)
  }
  return { required: body['required'] === true, content }
}

function readContent(
  document: JsonObject,
  contentType: string,
  mediaType: unknown,
  where: readonly string[],
): ContentModel {
  const essence = essenceOf(contentType)
  const readable = essence === FORM || isJson(essence) || essence.startsWith('text/')
  if (!readable || essence.includes('*')) {
    throw new DocumentError(`Request bodies of type ${contentType} are not supported.`, where)
  }
  if (!isObject(mediaType) || mediaType['schema'] === undefined) {
    throw new DocumentError('A request body needs a schema: nothing else could check it.', where)
  }
  if (essence !== FORM) return { contentType, parameters: undefined }
  if (mediaType['encoding'] !== undefined)
    throw new DocumentError('The encoding of form fields is not supported.', where)
  return { contentType, parameters: formParameters(document, mediaType['schema'], where) }
}

function essenceOf(contentType: string): string {
  return parseMediaType(contentType)?.essence ?? ''
}

function formParameters(
  document: JsonObject,
  schema: unknown,
  where: readonly string[],
): Record<string, ParameterKind> | undefined {
  const parameters: Record<string, ParameterKind> = {}
  for (const [name, schemas] of propertiesOf(document, schema, where)) {
    const kinds = new Set(schemas.map((property) => kindOf(document, property, [...where, 'schema', name])))
    const [kind, ...others] = kinds
    if (!kind || others.length > 0) {
      throw new DocumentError(
        `The form field ${name} has several types; which one is meant cannot be told from text.`,
        where,
      )
    }
    parameters[name] = kind
  }
  return Object.keys(parameters).length > 0 ? parameters : undefined
}
