import { connect, createServer, type Socket } from 'node:net'

/** What becomes of bytes that a client sends. */
export type Verdict =
  /** They pass. */
  | 'pass'
  /** The connection ends before they arrive. */
  | 'cut-before'
  /** They arrive, and are answered; the connection ends before the answer arrives. */
  | 'cut-after'

export interface Proxy {
  readonly url: string
  /** Looks at everything that clients send from now on. */
  judge: (bytes: Buffer) => Verdict
  /** Lets nobody in. */
  isClosed: boolean
  /** Ends every connection of a client; the server is not told, and goes on. */
  dropAll(): void
  close(): Promise<void>
}

/** Stands between a client and a server, as a network does, and fails where a test wants it to. */
export async function openProxy(serverUrl: string): Promise<Proxy> {
  const target = new URL(serverUrl)
  const sockets = new Set<Socket>()
  const clients = new Set<Socket>()
  const server = createServer((client) => {
    if (proxy.isClosed) return client.destroy()
    const upstream = connect(Number(target.port), target.hostname)
    let answersAreLost = false
    const end = (): void => {
      client.destroy()
      upstream.destroy()
    }
    clients.add(client)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('close', () => {
        sockets.delete(socket)
        clients.delete(client)
      })
      socket.on('error', end)
    }
    upstream.on('close', end)
    client.on('data', (bytes: Buffer) => {
      const verdict = proxy.judge(bytes)
      if (verdict === 'cut-before') return end()
      if (verdict === 'cut-after') answersAreLost = true
      upstream.write(bytes)
    })
    upstream.on('data', (bytes: Buffer) => {
      if (answersAreLost) end()
      else if (client.writable) client.write(bytes)
    })
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = new URL(serverUrl)
  url.hostname = '127.0.0.1'
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0)
  const proxy: Proxy = {
    url: url.href,
    judge: () => 'pass',
    isClosed: false,
    dropAll: () => {
      for (const client of clients) client.destroy()
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}
