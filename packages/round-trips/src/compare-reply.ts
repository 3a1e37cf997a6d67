import { isDeepStrictEqual } from 'node:util'
import { isEmptyStatus } from './empty-status.ts'
import type { Answer, Reply } from './exchange.ts'
import { essenceOf, kindOf } from './media-type.ts'

/** What differs between the answer of a handler and what arrived; undefined: nothing. */
export function compareReply(method: string, answer: Answer, reply: Reply): string | undefined {
  if (reply.status !== answer.status) return `status ${reply.status} instead of ${answer.status}`
  for (const [name, value] of Object.entries(answer.headers)) {
    if (!isHeader(reply.headers, name, value))
      return `header ${name} is ${JSON.stringify(reply.headers.get(name))} instead of ${JSON.stringify(value)}`
  }
  const contentType = reply.headers.get('Content-Type')
  if (!answer.content || isEmptyStatus(answer.status)) {
    return reply.bytes.length > 0 ? `a body of ${reply.bytes.length} bytes where there is none` : undefined
  }
  if (contentType === null || essenceOf(contentType) !== essenceOf(answer.contentType ?? ''))
    return `Content-Type ${contentType} instead of ${answer.contentType}`
  if (method === 'HEAD') return reply.bytes.length > 0 ? 'a body in an answer to HEAD' : undefined
  const body = bodyOf(answer, reply.bytes)
  return isDeepStrictEqual(body, answer.body) ? undefined : `body ${show(body)} instead of ${show(answer.body)}`
}

/** Lists may be one field with commas, or several fields. RFC 9110 §5.3 */
function isHeader(headers: Headers, name: string, value: unknown): boolean {
  const text = name.toLowerCase() === 'set-cookie' ? headers.getSetCookie().join(', ') : headers.get(name)
  if (!Array.isArray(value)) return text === String(value)
  return (text ?? '').split(/,\s*/).join(',') === value.join(',')
}

/** The value that the bytes stand for. */
function bodyOf(answer: Answer, bytes: Buffer): unknown {
  const kind = kindOf(answer.contentType ?? '')
  if (kind === 'json') {
    try {
      return JSON.parse(bytes.toString('utf8'))
    } catch {
      return bytes
    }
  }
  return kind === 'bytes' ? bytes : bytes.toString('utf8')
}

export function show(value: unknown): string {
  return value === undefined ? 'nothing' : Buffer.isBuffer(value) ? `${value.length} bytes` : JSON.stringify(value)
}
