import { isJson, parseMediaType } from '../runtime/media-type.ts'
import type { Steps } from './document-error.ts'
import { type JsonObject, isObject } from './json.ts'
import { partsOf } from './schema-parts.ts'
import { isBinary } from './text-shape.ts'

/** Whether a part of a multipart body is a file, or any number of files: its schema says bytes, or its encoding no text. */
export function fileOf(
  document: JsonObject,
  schema: unknown,
  encoding: JsonObject,
  where: Steps,
): 'one' | 'many' | undefined {
  const items = itemsOf(document, schema, where)
  const isFile =
    partsOf(document, items ?? schema, where).some((part) => isBinary(document, part, where)) ||
    contentTypesOf(encoding)?.some((contentType) => !isTextual(contentType)) === true
  if (!isFile) return undefined
  return items === undefined ? 'one' : 'many'
}

export function itemsOf(document: JsonObject, schema: unknown, where: Steps): unknown {
  return partsOf(document, schema, where).find((part) => isObject(part['items']))?.['items']
}

/** Media types and ranges, as they are written. */
export function contentTypesOf({ contentType }: JsonObject): string[] | undefined {
  return typeof contentType === 'string' ? contentType.split(',').map((one) => one.trim()) : undefined
}

function isTextual(contentType: string): boolean {
  const essence = parseMediaType(contentType)?.essence ?? contentType
  return essence === 'text/plain' || isJson(essence)
}
