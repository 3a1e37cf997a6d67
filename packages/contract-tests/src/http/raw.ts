import { once } from 'node:events'
import { connect, isIP } from 'node:net'
import { performance } from 'node:perf_hooks'
import { connect as connectSecurely } from 'node:tls'
import { recordExchange } from '../run/recording.ts'
import type { Exchange } from './exchange.ts'

// Of what is sent: a report shows no more.
const mostKept = 8000

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
  const { hostname, port, protocol } = new URL(origin)
  const secure = protocol === 'https:'
  const host = hostname.replace(/^\[|\]$/g, '')
  const place = { host, port: Number(port || (secure ? 443 : 80)), family: hostname === 'localhost' ? 4 : 0 }
  const socket = secure ? connectSecurely({ ...place, servername: isIP(host) === 0 ? host : '' }) : connect(place)
  const received: Buffer[] = []
  let closedByServer = false
  socket.on('data', (data: Buffer) => received.push(data))
  if (onAnswer !== undefined) socket.once('data', onAnswer)
  // A reset while we still write is an answer too.
  socket.on('error', () => undefined)
  socket.once('close', () => (closedByServer = true))
  const ended = new Promise<void>((resolve) => void socket.once('close', () => resolve()))
  await Promise.race([once(socket, secure ? 'secureConnect' : 'connect').catch(() => undefined), ended])
  const startedAt = performance.now()
  let began = ''
  const write = async () => {
    for await (const chunk of chunks) {
      if (began.length < mostKept) began += chunk.slice(0, mostKept).toString('latin1')
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
  const answer = { status: statuses[0] ?? 0, text, responses: statuses.length, closed, durationMilliseconds }
  recordExchange(rawExchange(origin, began, answer))
  return answer
}

/** The same as a report shows it: what can be read of bytes that are no proper request. */
function rawExchange(origin: string, sent: string, { text, status, durationMilliseconds }: RawAnswer): Exchange {
  const {
    lines: [requestLine = ''],
    headers,
    body,
  } = messageOf(sent)
  const [method = '', target = ''] = requestLine.split(' ')
  const answer = messageOf(text)
  return {
    request: { method, url: URL.parse(target, origin) ?? new URL(origin), headers: Object.fromEntries(headers), body },
    status,
    headers: new Headers(answer.headers.filter(([name, value]) => /^[\w-]+$/.test(name) && /^[ -~]*$/.test(value))),
    setCookies: [],
    body: answer.body,
    durationMilliseconds,
  }
}

function messageOf(bytes: string) {
  const end = bytes.search(/\r?\n\r?\n/)
  const [head, body] = end < 0 ? [bytes, ''] : [bytes.slice(0, end), bytes.slice(end).trimStart()]
  const lines = head.split(/\r?\n/)
  const headers = lines.slice(1).map((line): [string, string] => {
    const [name = '', ...value] = line.split(':')
    return [name, value.join(':').trim()]
  })
  return { lines, headers, body }
}
