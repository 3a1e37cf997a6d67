import * as fc from 'fast-check'
import type { Schema } from './document/call.ts'
import { type JsonObject, isObject, listAt, objectAt } from './document/json.ts'
import { arbitraryOfSchema } from './schema/arbitrary-of-schema.ts'
import { mergeSchemas } from './schema/merge-schemas.ts'

/** The fields of a multipart body: files are `File`s, everything else is as its schema says. */
export function arbitraryOfMultipart({ document, schema }: Schema): fc.Arbitrary<JsonObject> {
  const merged = mergeSchemas(document, [schema])
  const properties = Object.entries(objectAt(merged, 'properties'))
  const required = listAt(merged, 'required')
  const files = properties.flatMap(([name, property]) => {
    const { format, items } = mergeSchemas(document, [property])
    const isMany = isObject(items) && mergeSchemas(document, [items])['format'] === 'binary'
    if (format !== 'binary' && !isMany) return []
    const value = isMany ? fc.array(file, { minLength: 1, maxLength: 3 }) : file
    const entry = value.map((made): [string, unknown] => [name, made])
    return [[name, required.includes(name) ? entry : fc.option(entry, { nil: undefined })] as const]
  })
  const isFile = (name: unknown): boolean => files.some(([one]) => one === name)
  const rest = {
    ...merged,
    properties: Object.fromEntries(properties.filter(([name]) => !isFile(name))),
    required: required.filter((name) => !isFile(name)),
  }
  return fc
    .tuple(
      arbitraryOfSchema({ document, schema: rest }, { place: 'form' }),
      fc.tuple(...files.map(([, entry]) => entry)),
    )
    .map(([fields, made]) => ({
      ...Object(fields),
      ...Object.fromEntries(made.filter((entry) => entry !== undefined)),
    }))
}

const file = fc
  .tuple(
    fc.uint8Array({ maxLength: 200 }),
    fc.constantFrom('a.png', 'b c.jpg', 'é.tiff'),
    fc.constantFrom('image/png', 'application/octet-stream'),
  )
  .map(([bytes, name, type]) => new File([new Uint8Array(bytes)], name, { type }))

/** As every client of fetch sends it: lists repeat their name, what is an object is JSON. */
export function formDataOf(value: unknown): FormData {
  const form = new FormData()
  for (const [name, field] of Object.entries(value ?? {})) {
    for (const item of Array.isArray(field) ? field : [field]) {
      if (item instanceof File) form.append(name, item)
      else if (typeof item === 'object')
        form.append(name, new Blob([JSON.stringify(item)], { type: 'application/json' }))
      else form.append(name, String(item))
    }
  }
  return form
}

/** A file in a form that can be compared, whichever side it is on. */
export interface ComparableFile {
  readonly filename: string | undefined
  readonly contentType: string
  readonly bytes: string
}

/** A body whose files, of the sender or of the receiver, have that form. Nothing else in it is looked at. */
export async function comparable(body: unknown): Promise<unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || Buffer.isBuffer(body)) return body
  const fields = Object.entries(body).map(async ([name, field]) => [name, await comparableField(field)] as const)
  return Object.fromEntries(await Promise.all(fields))
}

async function comparableField(field: unknown): Promise<unknown> {
  if (Array.isArray(field)) return Promise.all(field.map(comparableItem))
  return comparableItem(field)
}

async function comparableItem(item: unknown): Promise<unknown> {
  if (item instanceof File) return comparableFile(item.name, item.type, Buffer.from(await item.arrayBuffer()))
  if (typeof item !== 'object' || item === null || !('bytes' in item && typeof item.bytes === 'function')) return item
  const { filename, contentType } = item as { filename?: unknown; contentType?: unknown } // an UploadedFile
  return comparableFile(filename, contentType, await item.bytes())
}

function comparableFile(filename: unknown, contentType: unknown, bytes: Buffer): ComparableFile {
  return { filename: String(filename), contentType: String(contentType), bytes: bytes.toString('hex') }
}
