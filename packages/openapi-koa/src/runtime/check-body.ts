import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { BodyEntry, Validator } from './operation-table.ts'
import {
  type Checked,
  type ParametersPlan,
  type Refusal,
  checkParameters,
  planParameters,
  validate,
} from './check-parameters.ts'
import { FORM, isJson, isUtf8Charset, parseMediaType } from './media-type.ts'
import type { RequestLimits } from './operation-plan.ts'
import { type BodyBytes, hasBody, readBody } from './read-body.ts'
import type { LooseParameters } from './request-type.ts'
import { parseUrlencoded } from './urlencoded.ts'

export interface BodyPlan {
  readonly required: boolean
  readonly content: ReadonlyMap<string, ContentPlan>
}

interface ContentPlan {
  /** As the document writes it; what the handler's `contentType` says when there are several. */
  readonly contentType: string
  readonly reader: 'form' | 'json' | 'text'
  readonly form: ParametersPlan | undefined
  readonly validator: Validator
}

export function planBody(entry: BodyEntry): BodyPlan {
  const content = new Map<string, ContentPlan>()
  for (const [contentType, { parameters, validator }] of Object.entries(entry.content)) {
    const essence = parseMediaType(contentType)?.essence ?? contentType
    content.set(essence, {
      contentType,
      reader: essence === FORM ? 'form' : isJson(essence) ? 'json' : 'text',
      form: parameters && planParameters({ parameters, validator }),
      validator,
    })
  }
  return { required: entry.required, content }
}

export type CheckedBody =
  | { readonly ok: true; readonly value: unknown; readonly contentType?: string }
  | { readonly ok: false; readonly refusal: Refusal; readonly input?: LooseParameters }

/** At once when the body has arrived already, as most do. */
export function checkBody(
  plan: BodyPlan,
  request: IncomingMessage,
  limits: RequestLimits,
  loose: boolean,
): CheckedBody | Promise<CheckedBody> {
  const header = request.headers['content-type']
  const present = hasBody(request)
  if (!present && header === undefined) {
    return plan.required ? refused('missing') : { ok: true, value: undefined }
  }
  const content = header === undefined ? undefined : findContent(plan, header)
  // A compressed body is refused, not inflated: its size would be known too late.
  const coding = request.headers['content-encoding']
  if (!content || (coding !== undefined && coding.toLowerCase() !== 'identity'))
    return refused('unsupported-media-type')

  const body = present ? readBody(request, limits.bodyLimitBytes) : NOTHING
  return body instanceof Promise
    ? body.then((bytes) => checkBytes(content, bytes, limits, loose))
    : checkBytes(content, body, limits, loose)
}

/** Some servers end the stream of a request without content before anybody could read it. */
const NOTHING: BodyBytes = { ok: true, bytes: Buffer.alloc(0) }

function checkBytes(content: ContentPlan, body: BodyBytes, limits: RequestLimits, loose: boolean): CheckedBody {
  if (!body.ok) {
    // Only the content as a whole is 413; one large parameter in it is a bad request. RFC 9110 §15.5.14
    return {
      ok: false,
      refusal: { reason: body.reason, path: [], ...(body.reason === 'too-large' && { status: 413 }) },
    }
  }
  // Replacing what is not UTF-8 would let two different bodies become one.
  if (!isUtf8(body.bytes)) return refused('malformed')
  return read(content, body.bytes.toString('utf8'), limits, loose)
}

function findContent(plan: BodyPlan, header: string): ContentPlan | undefined {
  const exact = plan.content.get(header)
  if (exact) return exact
  const mediaType = parseMediaType(header)
  return mediaType && isUtf8Charset(mediaType.charset) ? plan.content.get(mediaType.essence) : undefined
}

function read(content: ContentPlan, text: string, limits: RequestLimits, loose: boolean): CheckedBody {
  if (content.reader === 'form') return readForm(content, text, limits, loose)
  const parsed = content.reader === 'json' ? parseJson(text) : { value: text }
  if (!parsed) return refused('malformed')
  if (loose) return accepted(content, parsed.value)
  const checked = validate(content.validator, parsed.value)
  return checked.ok ? accepted(content, checked.value) : checked
}

function readForm(content: ContentPlan, text: string, limits: RequestLimits, loose: boolean): CheckedBody {
  const parsed = parseUrlencoded(text, limits)
  if (!parsed.ok) {
    const declared = content.form?.declared.some(({ name }) => name === parsed.name)
    return refused(parsed.reason, declared ? parsed.name : undefined)
  }
  if (loose) return accepted(content, parsed.values)
  const checked: Checked = content.form
    ? checkParameters(content.form, parsed.values)
    : validate(content.validator, parsed.values)
  return checked.ok ? accepted(content, checked.value) : { ...checked, input: parsed.values }
}

function accepted(content: ContentPlan, value: unknown): CheckedBody {
  return { ok: true, value, contentType: content.contentType }
}

function refused(reason: Refusal['reason'], name?: string): CheckedBody {
  return { ok: false, refusal: { reason, path: name === undefined ? [] : [name], ...(name !== undefined && { name }) } }
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}
