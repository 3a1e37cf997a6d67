import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** For the servers of this package: the port is the last argument, and SIGTERM ends them. */
export function listenOn(handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>): void {
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => void handle(request, response))
  server.listen(Number(process.argv.at(-1)), '127.0.0.1')
  process.once('SIGTERM', () => {
    server.close()
    server.closeAllConnections()
    process.exit()
  })
}
