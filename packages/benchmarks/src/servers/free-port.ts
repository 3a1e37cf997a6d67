import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** A port that nobody uses, and that the system gives to nobody else for a while. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // A TCP server that listens has one.
  server.close()
  await once(server, 'close')
  return port
}
