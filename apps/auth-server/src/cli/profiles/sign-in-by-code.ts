import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHubClient, memoryStore, type TokenSet } from '@identity-hub/client'
import { CLI_CLIENT } from '../../administration/hub-clients.ts'

export interface SignInByCode {
  readonly issuer: string
  /** Shows the person where to sign in. */
  readonly show: (url: string) => void
  /** Ends the waiting. */
  readonly signal: AbortSignal
}

/**
 * A person signs in with their browser, which brings the code back to a port of this machine that is open until then.
 * RFC 8252 §7.3; only who has the state that went out, and this process has it, is listened to (§8.9, RFC 6749 §10.12).
 */
export async function signInByCode({ issuer, show, signal }: SignInByCode): Promise<TokenSet> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo // A TCP server that listens has one.
    const client = createHubClient({
      issuer,
      clientId: CLI_CLIENT,
      authentication: { method: 'none' },
      redirectUri: `http://127.0.0.1:${port}/callback`,
      // What comes of it is written into the profile, under its name.
      store: memoryStore(),
    })
    const { url, pending } = await client.startAuthorization({ signal })
    const signedIn = Promise.withResolvers<TokenSet>()
    signal.addEventListener('abort', () => signedIn.reject(signal.reason), { once: true })
    // Whoever else asks for something here meanwhile changes nothing.
    let isTaken = false
    server.on('request', (request, response) => {
      const query = callbackOf(request)
      if (query === null || isTaken) return answer(response, 404, 'There is nothing here.')
      isTaken = query.get('state') === pending.state
      if (!isTaken) return answer(response, 400, 'This is not the sign-in that the command line waits for.')
      const finished = client.finishAuthorization(query, pending, { signal })
      finished.then(signedIn.resolve, signedIn.reject)
      void tellBrowser(response, finished)
    })
    show(url)
    return await signedIn.promise
  } finally {
    server.close()
    server.closeIdleConnections()
  }
}

async function tellBrowser(response: ServerResponse, finished: Promise<unknown>): Promise<void> {
  try {
    await finished
    answer(response, 200, 'You are signed in. Close this window and go back to the terminal.')
  } catch {
    answer(response, 400, 'The sign-in did not succeed. The terminal says why.')
  }
}

function callbackOf({ method, url = '' }: IncomingMessage): URLSearchParams | null {
  const target = URL.parse(url, 'http://127.0.0.1')
  return method === 'GET' && target?.pathname === '/callback' ? target.searchParams : null
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    // The address has the code in it.
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  })
  response.end(`${text}\n`)
}
