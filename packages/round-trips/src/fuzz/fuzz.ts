import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { readCalls } from '../document/read-calls.ts'
import { DOCUMENTS } from '../documents.ts'
import { createRandom } from '../random.ts'
import { converse } from './converse.ts'
import { FUZZED } from './fuzzed-documents.ts'
import type { Told } from './fuzzed-server.ts'
import { goodRequests } from './good-requests.ts'
import { malformedRequest } from './malformed-request.ts'
import { type RequestParts, isFramed, written } from './request-parts.ts'

export interface FuzzOptions {
  readonly seed: number
  readonly requests: number
}

export interface FuzzResult {
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>
  readonly slowestMilliseconds: number
  /** Of the server, its garbage collected, after a tenth of the requests, after half and at the end. */
  readonly rssBytes: readonly number[]
  /** What the server's application was told of. */
  readonly errors: readonly string[]
  readonly faults: readonly string[]
}

const CONNECTIONS = 8
const MOST_PIPELINED = 6
const PATIENCE_MILLISECONDS = 5_000
const MOST_FAULTS = 10

/** Sends malformed requests to servers of several documents, in a process of their own. */
export async function fuzz({ seed, requests }: FuzzOptions): Promise<FuzzResult> {
  const server = fork(path.join(import.meta.dirname, 'fuzzed-server.ts'), { execArgv: ['--expose-gc'] })
  try {
    const { ports } = await told(server, 'ports')
    const random = createRandom(seed)
    const good = await Promise.all(
      FUZZED.map(async (name) => ({ port: ports[name] ?? 0, requests: await goodRequestsOf(name, seed) })),
    )
    const statuses: Record<string, number> = {}
    const [rssBytes, errors, faults]: [number[], string[], string[]] = [[], [], []]
    let slowestMilliseconds = 0
    let sent = 0

    const speak = async (until: number): Promise<void> => {
      while (sent < until && faults.length < MOST_FAULTS) {
        const { port, requests: wellFormed } = random.pick(good as [(typeof good)[number]])
        const batch = drawBatch()
        sent += batch.length
        // Node ends a connection at once when it cannot parse, whatever is still to be answered there.
        if (!(await say(port, batch))) for (const one of batch.filter(isFramed)) await say(port, [one], true)

        function drawBatch(): RequestParts[] {
          const drawn: RequestParts[] = []
          for (let more = 1 + random.below(MOST_PIPELINED); more > 0; more -= 1) {
            const one = malformedRequest(random, wellFormed)
            drawn.push(one)
            // Nothing can follow what has no end.
            if (!isFramed(one)) break
          }
          return drawn
        }
      }
    }
    /** False: the server hung up before all was answered. */
    async function say(port: number, batch: readonly RequestParts[], isLast = batch.length === 1): Promise<boolean> {
      const { statuses: answered, milliseconds, hungUp, fault } = await converse(port, batch, PATIENCE_MILLISECONDS)
      for (const status of answered) statuses[status] = (statuses[status] ?? 0) + 1
      slowestMilliseconds = Math.max(slowestMilliseconds, milliseconds)
      const why = fault ?? (hungUp && isLast ? 'it hung up without an answer' : undefined)
      if (why !== undefined) faults.push(`${why}: ${JSON.stringify(abbreviate(batch.map(written).join('')))}`)
      return !hungUp
    }

    for (const share of [0.1, 0.5, 1]) {
      await Promise.all(Array.from({ length: CONNECTIONS }, () => speak(requests * share)))
      server.send('memory')
      const memory = await told(server, 'rss')
      rssBytes.push(memory.rss)
      errors.push(...memory.errors)
    }
    return { statuses, slowestMilliseconds, rssBytes, errors, faults }
  } finally {
    server.kill()
  }
}

async function goodRequestsOf(name: string, seed: number): Promise<RequestParts[]> {
  const document = await DOCUMENTS.find((one) => one.name === name)?.read()
  return goodRequests(readCalls(document?.content ?? {}), seed, 4)
}

/** The next message of the server, which has such a member. */
async function told<Member extends 'ports' | 'rss'>(
  server: ChildProcess,
  member: Member,
): Promise<Extract<Told, Record<Member, unknown>>> {
  const [message] = (await once(server, 'message', { signal: AbortSignal.timeout(60_000) })) as [Told] // see there
  if (!(member in message)) throw new Error(`The server says ${JSON.stringify(message)}.`)
  return message as Extract<Told, Record<Member, unknown>>
}

/** Without what is only there to be long. */
function abbreviate(text: string): string {
  return text
    .replaceAll(/(.{1,4}?)\1{30,}/g, (all, one: string) => `${one}…(${all.length} characters)…`)
    .slice(0, 3_000)
}
