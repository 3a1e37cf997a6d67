import { type MediaRange, exactnessOf, parseAccept } from './accept.ts'
import { checkParameters, planParameters } from '../parameters/check-parameters.ts'
import { type ContentKind, contentKind } from './encode-body.ts'
import { isSetCookie } from './header-text.ts'
import type { LooseResponse } from '../refusals/invalid-request.ts'
import type { HeaderEntry, ParametersEntry, ResponseEntry } from '../operation-table.ts'
import type { LooseParameters } from '../request-type.ts'
import type { Check, SchemaCompiler } from '../schema-compiler.ts'
import type { WholeAnswer } from './send-whole.ts'
import { isEmptyStatus } from './status-code.ts'

/** What the document says of one status. */
export interface ResponsePlan {
  readonly headers: Readonly<Record<string, HeaderEntry>>
  readonly hasContent: boolean
  /** The only media type there is; with several, or a range, the handler says which. */
  readonly contentType: string | undefined
  /** Of the media types that the document has. */
  readonly kinds: ReadonlyMap<string, ContentKind>
  /** Compares an answer with the document. Nothing is made for it before it is first called. */
  readonly check: CheckResponse
}

/** Where an answer differs from the document, and how: `must be integer`. */
export interface ResponseIssue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** @param sent the same as it goes out; `content` undefined: it is a stream */
export type CheckResponse = (
  response: LooseResponse,
  sent: Pick<WholeAnswer, 'headers'> & { readonly contentType: string | undefined; readonly content: unknown },
) => ResponseIssue | undefined

export function planResponse(entry: ResponseEntry, schemas: SchemaCompiler): ResponsePlan {
  const types = Object.keys(entry.content ?? {})
  const [only, ...others] = types
  const exact = only !== undefined && others.length === 0 && !only.includes('*')
  let check: CheckResponse | undefined
  return {
    headers: entry.headers ?? {},
    hasContent: only !== undefined,
    contentType: exact ? only : undefined,
    kinds: new Map(types.map((type) => [type, contentKind(type)])),
    check: (response, sent) => (check ??= planCheck(entry, schemas))(response, sent),
  }
}

function planCheck(entry: ResponseEntry, schemas: SchemaCompiler): CheckResponse {
  const checkHeaders = planHeaderCheck(entry.headers ?? {}, schemas)
  const contents = Object.entries(entry.content ?? {}).map(([type, { schema }]) => ({
    type,
    range: parseAccept(type)?.[0],
    check: schema === undefined ? undefined : schemas.compile(schema),
  }))
  return (response, { headers, contentType, content }) => {
    const issue = checkHeaders(response, headers)
    if (issue) return issue
    if (contentType === undefined) {
      if (response.body === undefined) return undefined
      return { path: ['body'], message: isEmptyStatus(response.status) ? 'can have no content' : 'is not documented' }
    }
    const documented = mostExact(contents, contentType)
    if (!documented) return { path: ['contentType'], message: 'is not documented' }
    const { check } = documented
    return typeof content === 'string' && check ? checkContent(check, content, response, contentType) : undefined
  }
}

function checkContent(
  check: Check,
  content: string,
  { body }: LooseResponse,
  contentType: string,
): ResponseIssue | undefined {
  const issue = check(contentKind(contentType) === 'json' ? JSON.parse(content) : body)
  return issue && { path: ['body', ...issue.path], message: issue.message }
}

function mostExact<Content extends { readonly range: MediaRange | undefined }>(
  contents: readonly Content[],
  contentType: string,
): Content | undefined {
  const written = parseAccept(contentType)
  const [mediaType] = written ?? []
  if (!mediaType || written?.length !== 1 || mediaType.subtype === '*') return undefined
  let found: Content | undefined
  let most = -1
  for (const content of contents) {
    const exactness = content.range && exactnessOf(content.range, mediaType)
    if (exactness === undefined || exactness <= most) continue
    found = content
    most = exactness
  }
  return found
}

function planHeaderCheck(
  entry: Readonly<Record<string, HeaderEntry>>,
  schemas: SchemaCompiler,
): (response: LooseResponse, fields: readonly string[]) => ResponseIssue | undefined {
  const spelling = new Map(Object.keys(entry).map((name) => [name.toLowerCase(), name]))
  const cookies = Object.entries(entry).find(([name]) => isSetCookie(name))
  const checkCookies = cookies && planCookieCheck(...cookies, schemas)
  const others: ParametersEntry = Object.fromEntries(Object.entries(entry).filter(([name]) => !isSetCookie(name)))
  const parameters = planParameters(others, schemas, 'header')
  return (_, fields) => {
    const values: LooseParameters = Object.create(null)
    const setCookies: string[] = []
    for (let index = 0; index < fields.length; index += 2) {
      const [written = '', value = ''] = [fields[index], fields[index + 1]]
      const name = spelling.get(written.toLowerCase())
      if (name === undefined) return { path: ['headers', written], message: 'is not documented' }
      if (isSetCookie(name)) setCookies.push(value)
      else values[name] = value
    }
    const issue = checkCookies?.(setCookies)
    if (issue) return issue
    const checked = checkParameters(parameters, values)
    if (checked.ok) return undefined
    const { reason, path, detail } = checked.refusal
    return { path: ['headers', ...path], message: detail ?? (reason === 'missing' ? 'is missing' : 'is not valid') }
  }
}

/** A schema of one cookie, or of a list of them. */
function planCookieCheck(
  name: string,
  { schema, shape, required }: HeaderEntry,
  schemas: SchemaCompiler,
): (cookies: readonly string[]) => ResponseIssue | undefined {
  const isList = [shape].flat().some((one) => typeof one === 'object' && 'items' in one)
  const check = schemas.compile(isList ? schema : { type: 'array', items: schema })
  return (cookies) => {
    if (cookies.length === 0) return required ? { path: ['headers', name], message: 'is missing' } : undefined
    const issue = check(cookies)
    return issue && { path: ['headers', name, ...issue.path], message: issue.message }
  }
}
