import { Readable } from 'node:stream'
import { boundaryOf, parseMediaType } from '../media-type.ts'
import type { RequestLimits } from '../operation-plan.ts'
import type { ContentPlan } from './body-plan.ts'
import type { Exchange } from './check-body.ts'
import { checkMultipart } from './check-multipart.ts'
import { type CheckedBody, accepted, refused } from './checked-body.ts'
import { InvalidBody, bodyRefusal } from './invalid-body.ts'
import { limitedBody } from './limited-body.ts'
import { looseParts, readParts } from './read-parts.ts'
import { SpooledFiles } from './spooled-files.ts'

export interface Arrival {
  /** Content-Type; undefined: none was sent. */
  readonly header: string | undefined
  readonly isPresent: boolean
  readonly limits: RequestLimits
  readonly loose: boolean
}

/** A body that is read at the pace of whoever needs it. */
export function checkStream(
  content: Extract<ContentPlan, { reader: 'binary' | 'multipart' }>,
  exchange: Exchange,
  { header, isPresent, limits, loose }: Arrival,
): CheckedBody | Promise<CheckedBody> {
  const { req, res } = exchange
  if (Number(req.headers['content-length'] ?? 0) > limits.bodyLimitBytes) {
    return { ok: false, refusal: bodyRefusal('too-large') }
  }
  const body = isPresent ? limitedBody(req, limits.bodyLimitBytes) : Readable.from([])
  // What nobody has read would stand in the way of the connection's next request.
  if (isPresent) res.once('finish', () => req.resume())
  if (content.reader === 'binary') return accepted(content, body, header)

  const boundary = boundaryOf(header ?? '')
  if (boundary === undefined) return refused('malformed')
  const isForm = parseMediaType(header ?? '')?.essence === 'multipart/form-data'
  const source = { body, boundary, maxParts: limits.maxParameters, isForm }
  if (loose) return accepted(content, looseParts(source), header)
  const files = new SpooledFiles()
  whenOver(exchange, () => files.close())
  return checkMultipart(content.multipart, readParts(source), limits, files).then(
    (checked) => (checked.ok ? accepted(content, checked.value, header) : checked),
    (error: unknown) => {
      if (error instanceof InvalidBody) return { ok: false, refusal: error.refusal }
      throw error
    },
  )
}

/** Calls once when the response has been sent, or cannot be any more. */
function whenOver({ req, res }: Exchange, free: () => Promise<void>): void {
  const over = (): void => {
    res.off('close', over)
    req.socket.off('close', over)
    // A file that cannot be closed is the system's matter; the answer has gone out.
    free().catch(() => undefined)
  }
  if (res.destroyed) return over()
  // Of a response that waits for another one on its connection, only the socket tells.
  res.once('close', over)
  req.socket.once('close', over)
}
