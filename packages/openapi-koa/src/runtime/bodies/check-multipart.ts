import { isUtf8 } from 'node:buffer'
import {
  type Checked,
  type DeclaredParameter,
  type ParametersPlan,
  type Refusal,
  checkParameters,
  checkValue,
  planParameters,
} from '../parameters/check-parameters.ts'
import { type CheckedBody, refused, refusedAsTooDeep } from './checked-body.ts'
import { isUtf8Charset, isWithin, parseMediaType } from '../media-type.ts'
import type { RequestLimits } from '../operation-plan.ts'
import type { ContentEntry, FieldEntry } from '../operation-table.ts'
import type { LooseParameters } from '../request-type.ts'
import type { SchemaCompiler } from '../schema-compiler.ts'
import { addValue } from '../parameters/urlencoded.ts'
import { parseJson } from './parse-json.ts'
import type { ReadPart } from './read-parts.ts'
import type { SpooledFiles } from './spooled-files.ts'
import type { UploadedFile } from './uploaded-file.ts'

export interface MultipartPlan {
  /** Absent: the document names no parts, so that all are taken. */
  readonly fields: ReadonlyMap<string, FieldEntry> | undefined
  readonly parameters: ParametersPlan
}

export function planMultipart({ schema = true, fields = {} }: ContentEntry, schemas: SchemaCompiler): MultipartPlan {
  const named = Object.entries(fields)
  const isText = ([, { file, json }]: (typeof named)[number]): boolean => !file && !json
  const texts = named.filter(isText).map(([name, { shape }]) => [name, { schema: true, ...(shape && { shape }) }])
  const parameters = planParameters(Object.fromEntries(texts), schemas, 'form', schema)
  const others = named.filter((entry) => !isText(entry)).map(([name, field]) => ({ name, read: readerOf(name, field) }))
  return {
    fields: named.length === 0 ? undefined : new Map(named),
    parameters: { ...parameters, declared: [...parameters.declared, ...others] },
  }
}

/** Of files an empty text stands in for each, which every schema for bytes takes. */
function readerOf(name: string, { file, shape }: FieldEntry): DeclaredParameter['read'] {
  const isList = file === 'many' || [shape].flat().some((one) => typeof one === 'object' && 'items' in one)
  return (values) => {
    const sent = values[name]
    if (sent === undefined) return undefined
    if (!isList && typeof sent !== 'string') return { ok: false, reason: 'repeated' }
    if (file) return { ok: true, value: isList ? [sent].flat() : sent }
    const parsed = [sent].flat().map(parseJson)
    const broken = parsed.find(({ ok }) => !ok)
    if (broken && !broken.ok)
      return { ok: false, reason: broken.refusal.reason === 'malformed' ? 'malformed' : 'invalid' }
    const list = parsed.map((one) => (one.ok ? one.value : undefined))
    // A list is sent as one part for each item, or as one JSON text.
    return { ok: true, value: isList && !(list.length === 1 && Array.isArray(list[0])) ? list : list[0] }
  }
}

/**
 * Reads everything to its end before the handler is called; files are among what it gets. Parts that the document does not
 * name are skipped. Throws `InvalidBody`.
 */
export async function checkMultipart(
  plan: MultipartPlan,
  parts: AsyncIterable<ReadPart>,
  limits: RequestLimits,
  spool: SpooledFiles,
): Promise<CheckedBody> {
  const values: LooseParameters = Object.create(null)
  const files = new Map<string, UploadedFile[]>()
  for await (const part of parts) {
    const field = plan.fields ? plan.fields.get(part.name) : guessField(part)
    if (!field) continue
    const reason = field.file
      ? (checkPart(part, field) ?? (await takeFile(part, field, files, spool)))
      : (checkPart(part, field) ?? (await takeText(part, values, limits)))
    if (reason) return { ...refused(reason, plan.fields && part.name), input: values }
  }
  const standIns = Object.fromEntries([...files].map(([name, { length }]) => [name, standIn(length)]))
  try {
    const checked = checkAll(plan, Object.assign(Object.create(null), values, standIns))
    return checked.ok ? { ok: true, value: withFiles(checked.value, plan, files) } : { ...checked, input: values }
  } catch (error) {
    return refusedAsTooDeep(error)
  }
}

/** An array where it is the document that says so, or where it was sent more than once. */
function standIn(length: number): string | string[] {
  return length === 1 ? '' : Array<string>(length).fill('')
}

function checkAll({ fields, parameters }: MultipartPlan, values: LooseParameters): Checked {
  return fields ? checkParameters(parameters, values) : checkValue(parameters.check, values)
}

function withFiles(value: unknown, { fields }: MultipartPlan, files: ReadonlyMap<string, UploadedFile[]>): unknown {
  if (typeof value !== 'object' || value === null) return value
  const replaced = [...files].filter(([name]) => Object.hasOwn(value, name))
  return Object.assign(
    value,
    Object.fromEntries(
      replaced.map(([name, all]) => [name, fields?.get(name)?.file === 'many' || all.length > 1 ? all : all[0]]),
    ),
  )
}

/** Of a part that the document says nothing about, its own fields say whether it is a file. */
function guessField({ filename, contentType }: ReadPart): FieldEntry {
  const essence = contentType === undefined ? 'text/plain' : parseMediaType(contentType)?.essence
  return filename === undefined && essence === 'text/plain' ? {} : { file: 'many' }
}

function checkPart({ contentType, isPlain }: ReadPart, field: FieldEntry): Refusal['reason'] | undefined {
  if (!isPlain) return 'unsupported-media-type'
  // A form's text, JSON among it, is often sent without its type.
  if (contentType === undefined && !field.file) return undefined
  const mediaType = parseMediaType(contentType ?? 'text/plain')
  if (!mediaType || (!field.file && !isUtf8Charset(mediaType.charset))) return 'unsupported-media-type'
  const { contentTypes } = field
  const isAllowed =
    !contentTypes ||
    contentTypes.some((range) => isWithin(mediaType.essence, parseMediaType(range)?.essence ?? range.toLowerCase()))
  return isAllowed ? undefined : 'unsupported-media-type'
}

async function takeText(
  { name, content }: ReadPart,
  values: LooseParameters,
  { maxParameterBytes, emptyParametersAreAbsent }: RequestLimits,
): Promise<Refusal['reason'] | undefined> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of content) {
    length += piece.length
    if (length > maxParameterBytes) return 'too-large'
    pieces.push(piece)
  }
  if (length === 0 && emptyParametersAreAbsent) return undefined
  const bytes = Buffer.concat(pieces, length)
  if (!isUtf8(bytes)) return 'malformed'
  addValue(values, name, bytes.toString('utf8'))
  return undefined
}

async function takeFile(
  { name, filename, contentType = 'text/plain', content }: ReadPart,
  field: FieldEntry,
  files: Map<string, UploadedFile[]>,
  spool: SpooledFiles,
): Promise<Refusal['reason'] | undefined> {
  const before = files.get(name) ?? []
  if (field.file === 'one' && before.length > 0) return 'repeated'
  const file = await spool.add(content, { filename: filename || undefined, contentType })
  // A browser sends this for a field in which nobody chose a file. https://html.spec.whatwg.org/#constructing-entry-list
  if (!filename && file.sizeBytes === 0) return undefined
  files.set(name, [...before, file])
  return undefined
}
