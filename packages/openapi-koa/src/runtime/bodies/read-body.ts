import type { IncomingMessage } from 'node:http'

export type BodyBytes =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly reason: 'too-large' | 'malformed' }

/** Content is announced by one of two fields, RFC 9112 §6.3, or in HTTP/2 by a stream that goes on. */
export function hasBody(request: IncomingMessage): boolean {
  const { headers } = request
  if (headers['content-length'] !== undefined) return Number(headers['content-length']) > 0
  if (headers['transfer-encoding'] !== undefined) return true
  if (request.httpVersionMajor < 2 || !('stream' in request)) return false
  const stream = request.stream as { readonly endAfterHeaders?: boolean } // Http2ServerRequest, which Koa serves as well
  return stream.endAfterHeaders === false
}

/**
 * The whole body, or nothing of it: one that is longer than the limit is left unread from there on, and one whose sender
 * went away before its end is `malformed`. It always settles, also when the connection closed before the call.
 */
export function readBody(request: IncomingMessage, limitBytes: number): BodyBytes | Promise<BodyBytes> {
  const announced = request.headers['content-length']
  if (announced !== undefined && Number(announced) > limitBytes) return { ok: false, reason: 'too-large' }
  if (request.readableEnded) {
    throw new Error('The request body was already read; mount the router before any body parser.')
  }
  if (request.destroyed) return { ok: false, reason: 'malformed' }
  const bytes = announced === undefined ? undefined : takeWhole(request, Number(announced))
  return bytes === undefined ? collect(request, limitBytes) : { ok: true, bytes }
}

/** Most bodies arrive with their head. What is there already, whole, needs no listener; nobody else may be reading it. */
function takeWhole(request: IncomingMessage, length: number): Buffer | undefined {
  if (request.readableLength !== length || request.readableFlowing !== null || request.readableEncoding !== null)
    return undefined
  const bytes: unknown = request.read()
  // Nothing is left of it but its end.
  request.resume()
  return Buffer.isBuffer(bytes) ? bytes : undefined
}

function collect(request: IncomingMessage, limitBytes: number): Promise<BodyBytes> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    const settle = (result: BodyBytes): void => {
      // Whatever happens to the request from here on, it has been answered for.
      if (!result.ok) request.on('error', ignore)
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
      resolve(result)
    }
    const onData = (chunk: Buffer): void => {
      length += chunk.length
      if (length > limitBytes) {
        request.pause()
        settle({ ok: false, reason: 'too-large' })
        return
      }
      chunks.push(chunk)
    }
    const onEnd = (): void => {
      const [first] = chunks
      settle({ ok: true, bytes: chunks.length === 1 && first ? first : Buffer.concat(chunks, length) })
    }
    const onClose = (): void => {
      settle({ ok: false, reason: 'malformed' })
    }
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
  })
}

function ignore(): void {}
