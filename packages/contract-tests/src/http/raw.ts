import { once } from 'node:events'
import { connect } from 'node:net'
import { performance } from 'node:perf_hooks'

/** What a server said to bytes that no HTTP library would send. */
export interface RawAnswer {
  /** Of the first response; 0: none came. */
  readonly status: number
  /** Everything received, which may be more than one response. */
  readonly text: string
  /** How many responses came. */
  readonly responses: number
  /** Whether the server closed the connection, rather than the test. */
  readonly closed: boolean
  readonly durationMilliseconds: number
}

/**
 * Writes chunks on a socket, then waits until the server closes it or `waitMilliseconds` have passed. A server may close
 * before it has read everything. `onAnswer` is called when the first bytes come back.
 */
export async function sendRaw(
  origin: string,
  chunks: Iterable<string | Buffer> | AsyncIterable<string | Buffer>,
  { waitMilliseconds = 2000, onAnswer }: { readonly waitMilliseconds?: number; readonly onAnswer?: () => void } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  const socket = connect({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port),
    family: hostname === 'localhost' ? 4 : 0,
  })
  const received: Buffer[] = []
  let closedByServer = false
  socket.on('data', (data: Buffer) => received.push(data))
  if (onAnswer !== undefined) socket.once('data', onAnswer)
  // A reset while we still write is an answer too.
  socket.on('error', () => undefined)
  socket.once('close', () => (closedByServer = true))
  const ended = new Promise<void>((resolve) => void socket.once('close', () => resolve()))
  await Promise.race([once(socket, 'connect'), ended])
  const startedAt = performance.now()
  const write = async () => {
    for await (const chunk of chunks) {
      if (socket.destroyed || !socket.writable) return
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain').catch(() => undefined), ended])
    }
  }
  const timeout = AbortSignal.timeout(waitMilliseconds)
  const expired = new Promise<void>((resolve) => timeout.addEventListener('abort', () => resolve(), { once: true }))
  await Promise.race([write().then(() => ended), expired])
  const closed = closedByServer
  const durationMilliseconds = performance.now() - startedAt
  socket.destroy()
  const text = Buffer.concat(received).toString('latin1')
  const statuses = [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status))
  return { status: statuses[0] ?? 0, text, responses: statuses.length, closed, durationMilliseconds }
}
