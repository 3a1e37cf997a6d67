import { once } from 'node:events'
import { connect } from 'node:net'

/** What came back on one connection, until the hub closed it or `waitMilliseconds` were over. */
export async function sendRaw(origin: string, bytes: string, waitMilliseconds = 5_000): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port) })
  const received: Buffer[] = []
  socket.on('data', (data: Buffer) => received.push(data))
  // Reset while bytes are still on their way: what came before counts.
  socket.on('error', () => undefined)
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(waitMilliseconds) }).then(
    () => true,
    () => false,
  )
  socket.write(bytes)
  const wasClosed = await closed
  socket.destroy()
  const text = Buffer.concat(received).toString('latin1')
  const [head = '', ...body] = text.split('\r\n\r\n')
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: body.join('\r\n\r\n'), wasClosed }
}

export interface RawAnswer {
  /** 0: nothing came. */
  readonly status: number
  readonly head: string
  /** Everything behind the first head. */
  readonly body: string
  readonly wasClosed: boolean
}
