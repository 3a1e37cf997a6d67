import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Serves on a port that the system picks and tells where: the process that started this one, with whose end it ends, or
 * else the terminal.
 * @param handlerOf makes what answers, once the origin is known
 */
export async function serve(handlerOf: (origin: string) => Handler): Promise<void> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server on a port has an address object.
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const handle = handlerOf(origin)
  server.on('request', (request, response) => void handle(request, response))
  process.once('disconnect', () => process.exit())
  if (process.send === undefined) process.stdout.write(`${origin}\n`)
  else process.send(origin)
}
