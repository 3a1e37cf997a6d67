import { type ParametersPlan, planParameters } from '../parameters/check-parameters.ts'
import { FORM, isJson, isUtf8Charset, parseMediaType } from '../media-type.ts'
import type { BodyEntry, ContentEntry, FieldEntry, ParametersEntry, ScalarShape } from '../operation-table.ts'
import type { Check, SchemaCompiler } from '../schema-compiler.ts'
import { type MultipartPlan, planMultipart } from './check-multipart.ts'

export interface BodyPlan {
  readonly required: boolean
  /** By media type or range, in lower case and without parameters. */
  readonly content: ReadonlyMap<string, ContentPlan>
  readonly hasRanges: boolean
}

export type ContentPlan = {
  /** As the document writes it; what the handler's `contentType` says when there are several. */
  readonly contentType: string
  readonly isRange: boolean
} & (
  | { readonly reader: 'json'; readonly check: Check }
  | { readonly reader: 'form'; readonly check: Check; readonly parameters: ParametersPlan | undefined }
  | { readonly reader: 'text'; readonly check: Check; readonly shapes: readonly ScalarShape[] }
  | { readonly reader: 'multipart'; readonly multipart: MultipartPlan }
  | { readonly reader: 'binary' }
)

export function planBody(entry: BodyEntry, schemas: SchemaCompiler): BodyPlan {
  const content = new Map(
    Object.entries(entry.content).map(([contentType, described]) => {
      const essence = parseMediaType(contentType)?.essence ?? contentType
      return [essence, planContent(contentType, essence, described, schemas)] as const
    }),
  )
  return { required: entry.required, content, hasRanges: [...content.values()].some(({ isRange }) => isRange) }
}

function planContent(contentType: string, essence: string, entry: ContentEntry, schemas: SchemaCompiler): ContentPlan {
  const { schema = true, fields, shape = [] } = entry
  const named = { contentType, isRange: essence.endsWith('/*') }
  if (essence.startsWith('multipart/')) {
    return { ...named, reader: 'multipart', multipart: planMultipart(entry, schemas) }
  }
  if (essence === FORM) {
    const parameters = fields && planParameters(formParameters(fields), schemas, 'form', schema)
    return { ...named, reader: 'form', parameters, check: schemas.compile(schema) }
  }
  if (isJson(essence)) return { ...named, reader: 'json', check: schemas.compile(schema) }
  if (essence.startsWith('text/')) {
    return { ...named, reader: 'text', check: schemas.compile(schema), shapes: [shape].flat() }
  }
  return { ...named, reader: 'binary' }
}

/** A field's own schema is part of the form's. */
function formParameters(fields: Readonly<Record<string, FieldEntry>>): ParametersEntry {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { schema: true, ...field }]))
}

/**
 * What the document says of a body of this type, the most specific of it; undefined: nothing, or it is text in an
 * encoding that nobody reads here.
 */
export function findContent(plan: BodyPlan, header: string): ContentPlan | undefined {
  const exact = plan.content.get(header)
  if (exact && !exact.isRange) return exact
  const mediaType = parseMediaType(header)
  if (!mediaType || mediaType.essence.includes('*')) return undefined
  const content =
    plan.content.get(mediaType.essence) ?? (plan.hasRanges ? findRange(plan, mediaType.essence) : undefined)
  const isText = content?.reader !== 'binary' && content?.reader !== 'multipart'
  return isText && !isUtf8Charset(mediaType.charset) ? undefined : content
}

function findRange({ content }: BodyPlan, essence: string): ContentPlan | undefined {
  return content.get(`${essence.slice(0, essence.indexOf('/'))}/*`) ?? content.get('*/*')
}
