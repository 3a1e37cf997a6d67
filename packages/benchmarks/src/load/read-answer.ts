import type { Answer } from './answer.ts'

const HEAD_END = Buffer.from('\r\n\r\n', 'latin1')
const LENGTH = /\r\ncontent-length: *(\d+)/i
const CHUNKED = /\r\ntransfer-encoding: *chunked/i

/**
 * The answer at the start of the bytes, or null while it is incomplete. Nothing may follow it: requests are not pipelined.
 * @throws Error when its length is not announced, which no contestant does
 */
export function readAnswer(bytes: Buffer): Answer | null {
  const headEnd = bytes.indexOf(HEAD_END)
  if (headEnd === -1) return null
  const head = bytes.toString('latin1', 0, headEnd)
  const status = Number(head.slice(9, 12))
  const bodyAt = headEnd + HEAD_END.length
  const length = bodyLength(head, status)
  if (bytes.length < bodyAt + length) return null
  if (bytes.length > bodyAt + length) throw new Error('more was answered than asked for')
  return { status, head, body: bytes.subarray(bodyAt) }
}

// RFC 9112 §6.3. All contestants answer with whole bodies, so the driver need not read chunks.
function bodyLength(head: string, status: number): number {
  const announced = LENGTH.exec(head)?.[1]
  if (announced !== undefined) return Number(announced)
  if (status === 204 || status === 304) return 0
  throw new Error(`the answer ${status} ${CHUNKED.test(head) ? 'is chunked' : 'has no length'}`)
}
