import { Agent, request as requestHttp, type IncomingMessage } from 'node:http'
import { Agent as SecureAgent, request as requestHttps } from 'node:https'
import { performance } from 'node:perf_hooks'
import { text } from 'node:stream/consumers'
import type { Exchange } from './exchange.ts'

export interface RequestOptions {
  readonly method?: string
  readonly url: string | URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The address to connect from, where the machine has several: limits per source see them apart. */
  readonly localAddress?: string | undefined
  readonly timeoutMilliseconds?: number
}

/** Sends one request, follows nothing, and resolves with what came back. */
export type Send = (options: RequestOptions) => Promise<Exchange>

// Races need as many sockets as requests. An idle socket goes before a server's usual five seconds are over, so that
// none is used just while the server closes it.
const pool = { keepAlive: true, maxSockets: 1024, maxFreeSockets: 1024, timeout: 3000 }
const agents = { 'http:': new Agent(pool), 'https:': new SecureAgent(pool) }

const defaultTimeoutMilliseconds = 20_000

export const send: Send = async (options) => {
  const { method = 'GET', headers = {}, body, localAddress, timeoutMilliseconds = defaultTimeoutMilliseconds } = options
  const url = new URL(options.url)
  const secure = url.protocol === 'https:'
  const startedAt = performance.now()
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = (secure ? requestHttps : requestHttp)(url, {
      method,
      headers: body === undefined ? headers : { 'Content-Length': Buffer.byteLength(body), ...headers },
      agent: secure ? agents['https:'] : agents['http:'],
      signal: AbortSignal.timeout(timeoutMilliseconds),
      // `localhost` may be ::1 first, where nobody need be listening.
      ...(url.hostname === 'localhost' && { family: 4 }),
      ...(localAddress !== undefined && { localAddress }),
    })
    outgoing.once('response', resolve)
    outgoing.once('error', reject)
    outgoing.end(body)
  })
  const received = await text(answer)
  return {
    request: { method, url, headers, body },
    status: answer.statusCode ?? 0,
    headers: headersOf(answer),
    setCookies: answer.headers['set-cookie'] ?? [],
    body: received,
    durationMilliseconds: performance.now() - startedAt,
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '')
  return headers
}
