import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { InvalidBody } from './invalid-body.ts'

/**
 * The body as it arrives, at the pace of its reader. It fails with `InvalidBody` when it is longer than the limit, or when
 * its sender goes away before its end. Destroying it leaves the request as it is.
 */
export function limitedBody(request: IncomingMessage, limitBytes: number): Readable {
  if (request.readableEnded) {
    throw new Error('The request body was already read; mount the router before any body parser.')
  }
  let length = 0
  let isListening = false
  const onData = (chunk: Buffer): void => {
    length += chunk.length
    if (length > limitBytes) stream.destroy(new InvalidBody('too-large'))
    else if (!stream.push(chunk)) request.pause()
  }
  const onEnd = (): void => {
    stopListening()
    stream.push(null)
  }
  const onClose = (): void => {
    stream.destroy(new InvalidBody('malformed', 'it ends early'))
  }
  const stopListening = (): void => {
    request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
  }
  const stream = new Readable({
    read() {
      if (request.destroyed) onClose()
      else if (isListening) request.resume()
      else {
        isListening = true
        request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
      }
    },
    destroy(error, done) {
      if (isListening) {
        stopListening()
        request.on('error', ignore).pause()
      }
      done(error)
    },
  })
  // Whoever reads it learns of its failure; a handler that does not read it must not bring the process down.
  return stream.on('error', ignore)
}

function ignore(): void {}
