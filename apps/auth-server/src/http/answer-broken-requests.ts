import type { Server } from 'node:http'
import { newId } from '@identity-hub/core'
import type { Dependencies } from '../dependencies.ts'

const STATUS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

const ALWAYS = ['X-Content-Type-Options', 'nosniff', 'Content-Length', '0', 'Connection', 'close']

/**
 * What cannot be read as HTTP never reaches the app: ambiguous framing, too many headers, a sender that stalls. It gets a
 * status, a request id, and a closed connection, so that nothing is left over for the next request (RFC 9112 §6.3).
 */
export function answerBrokenRequests(
  server: Server,
  { clock, random, log }: Pick<Dependencies, 'clock' | 'random' | 'log'>,
): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    const requestId = newId(clock(), random)
    const status = STATUS[error.code ?? ''] ?? '400 Bad Request'
    log.info({ requestId, status: Number(status.slice(0, 3)), reason: error.code ?? 'unreadable' }, 'request')
    socket.end(
      [
        `HTTP/1.1 ${status}`,
        `X-Request-Id: ${requestId}`,
        'X-Content-Type-Options: nosniff',
        'Content-Length: 0',
        'Connection: close',
        '\r\n',
      ].join('\r\n'),
    )
    return socket
  })
  // Anything but 100-continue, which Node meets by itself. RFC 9110 §10.1.1.
  server.on('checkExpectation', (_request, response) => {
    const requestId = newId(clock(), random)
    log.info({ requestId, status: 417, reason: 'expectation_unknown' }, 'request')
    response.writeHead(417, ['X-Request-Id', requestId, ...ALWAYS]).end()
  })
}
