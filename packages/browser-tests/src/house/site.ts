import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A small web site on loopback that remembers what browsers asked of it. */
export interface Site extends AsyncDisposable {
  readonly origin: string
  readonly requests: readonly IncomingMessage[]
  /** The parameters of the requests for `path`, in order. */
  queriesOf(path: string): Record<string, string>[]
}

/** A whole page around some markup, with an icon so that browsers do not ask for one, and with no policy unless given. */
export function asPage(body: string, policy = ''): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>A site</title>
    <link rel="icon" href="data:,">
  </head>
  <body>${body}</body>
</html>`
}

/**
 * @param host `localhost` is the same site as the hub, only another origin; `127.0.0.1` is another site.
 * @param pageOf the HTML for a path, or null for 404
 */
export async function startSite(
  host: 'localhost' | '127.0.0.1',
  pageOf: (path: string) => string | null = () => asPage('Hello'),
): Promise<Site> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    const body = pageOf(pathOf(request))
    response.writeHead(body === null ? 404 : 200, { 'Content-Type': 'text/html;charset=UTF-8' })
    response.end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // A TCP server that listens has one.
  return {
    origin: `http://${host}:${port}`,
    requests,
    queriesOf: (path) =>
      requests
        .filter((request) => pathOf(request) === path)
        .map((request) => Object.fromEntries(new URL(request.url ?? '/', 'http://site').searchParams)),
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return new URL(url, 'http://site').pathname
}
