import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'

/** Long enough for a client on a slow line to read a short answer while it still sends. */
const LINGER_MILLISECONDS = 1000

/**
 * A response body that is sent at once but ends later: when the client has stopped sending, or after a second. Until then
 * `discardBytes` of what still arrives are thrown away. Closing a connection that has unread input resets it, and the
 * reset can overtake the answer, so that a client which still sends would never learn why. RFC 9112 §9.6
 */
export function lingering(payload: Buffer, request: IncomingMessage, discardBytes: number): Readable {
  const stream = new Readable({ read: () => undefined })
  stream.push(payload)
  let discarded = 0
  const finish = (): void => {
    clearTimeout(timer)
    request.off('data', onData).off('end', finish).off('close', finish)
    request.pause()
    stream.push(null)
  }
  const onData = (chunk: Buffer): void => {
    discarded += chunk.length
    if (discarded > discardBytes) request.pause()
  }
  const timer = setTimeout(finish, LINGER_MILLISECONDS)
  if (request.destroyed || request.readableEnded) {
    finish()
  } else {
    request.on('error', () => undefined)
    request.on('data', onData).on('end', finish).on('close', finish)
    request.resume()
  }
  return stream
}
