import { isUtf8 } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestLimits } from '../operation-plan.ts'
import { type BodyPlan, type ContentPlan, findContent } from './body-plan.ts'
import { checkStream } from './check-stream.ts'
import { type TextContent, checkText } from './check-text.ts'
import { type CheckedBody, accepted, refused, refusedAsTooDeep } from './checked-body.ts'
import { bodyRefusal } from './invalid-body.ts'
import { type BodyBytes, hasBody, readBody } from './read-body.ts'

/** A request and the response to it, which tells when nothing of the request is needed any more. */
export interface Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
}

/** At once when the body has arrived already, as most do. */
export function checkBody(
  plan: BodyPlan,
  exchange: Exchange,
  limits: RequestLimits,
  loose: boolean,
): CheckedBody | Promise<CheckedBody> {
  const { req } = exchange
  const header = req.headers['content-type']
  const isPresent = hasBody(req)
  if (!isPresent && header === undefined) return plan.required ? refused('missing') : ABSENT
  // Without a type, a body is bytes. RFC 9110 §8.3
  const content = findContent(plan, header ?? 'application/octet-stream')
  // A compressed body is refused, not inflated: its size would be known too late.
  const coding = req.headers['content-encoding']
  if (!content || (coding !== undefined && coding.toLowerCase() !== 'identity'))
    return refused('unsupported-media-type')
  // Many clients name the type of a body also when they have none to send.
  if (!isPresent && !plan.required && cannotBeEmpty(content)) return ABSENT
  if (content.reader === 'binary' || content.reader === 'multipart') {
    return checkStream(content, exchange, { header, isPresent, limits, loose })
  }
  const body = isPresent ? readBody(req, limits.bodyLimitBytes) : NOTHING
  return body instanceof Promise
    ? body.then((bytes) => checkBytes(content, bytes, header, limits, loose))
    : checkBytes(content, body, header, limits, loose)
}

const ABSENT: CheckedBody = { ok: true, value: undefined }

/** Some servers end the stream of a request without content before anybody could read it. */
const NOTHING: BodyBytes = { ok: true, bytes: Buffer.alloc(0) }

function cannotBeEmpty({ reader }: ContentPlan): boolean {
  return reader === 'json' || reader === 'multipart'
}

function checkBytes(
  content: TextContent,
  body: BodyBytes,
  header: string | undefined,
  limits: RequestLimits,
  loose: boolean,
): CheckedBody {
  if (!body.ok) return { ok: false, refusal: bodyRefusal(body.reason) }
  // Replacing what is not UTF-8 would let two different bodies become one.
  if (!isUtf8(body.bytes)) return refused('malformed')
  try {
    const checked = checkText(content, body.bytes.toString('utf8'), limits, loose)
    return checked.ok ? accepted(content, checked.value, header) : checked
  } catch (error) {
    return refusedAsTooDeep(error)
  }
}
