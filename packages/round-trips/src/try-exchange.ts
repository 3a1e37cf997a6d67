import { inspect, isDeepStrictEqual } from 'node:util'
import { readingLimit } from './clients/client-limits.ts'
import type { Client } from './clients/client.ts'
import { compareReply, show } from './compare-reply.ts'
import type { Call } from './document/call.ts'
import type { Answer, SentRequest } from './exchange.ts'
import { expectedRequest } from './expected-request.ts'
import { comparable } from './multipart.ts'
import type { ReceivedRequest, ServedStub } from './serve-stub.ts'

/** What the server is about to answer: one exchange at a time. */
export interface Talk {
  answer: Answer
  /** By handlers, since it was last looked at. */
  received: ReceivedRequest[]
}

/** Throws what differs between what one side sent and the other one got. */
export async function tryExchange(
  server: ServedStub,
  talk: Talk,
  client: Client,
  call: Call,
  request: SentRequest,
): Promise<void> {
  const difference = await differenceOf(server, talk, client, call, request)
  if (difference !== undefined) throw new Error(difference)
}

async function differenceOf(
  server: ServedStub,
  talk: Talk,
  client: Client,
  call: Call,
  request: SentRequest,
): Promise<string | undefined> {
  const { answer } = talk
  talk.received = []
  const reply = await client.send(call, request, answer)
  const [received, ...more] = talk.received
  const [error] = server.takeErrors()
  if (error !== undefined) return `the server threw ${inspect(error)}`
  if (!received) return `no handler was called: ${reply.status} ${reply.bytes.toString('utf8').slice(0, 500)}`
  if (received.id !== call.id || more.length > 0) return `the handler of ${received.id} was called`
  for (const [place, sent] of Object.entries(expectedRequest(call, request))) {
    const value = await comparable(sent)
    const got = plainValue(Reflect.get(received, place))
    if (!isDeepStrictEqual(got, value)) return `${place} arrived as ${show(got)} instead of ${show(value)}`
  }
  const difference = compareReply(call.method, answer, reply)
  if (difference !== undefined || !reply.read || readingLimit(client.name, answer, call)) return difference
  const read = plainValue(reply.read.value)
  return isDeepStrictEqual(read, answer.body)
    ? undefined
    : `the client read ${show(read)} instead of ${show(answer.body)}`
}

/** Objects with a prototype, and bytes as one kind of bytes. */
function plainValue(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value
  if (value instanceof ArrayBuffer) return Buffer.from(value)
  if (value instanceof Uint8Array) return Buffer.from(value)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== null) return value
  return Object.fromEntries(Object.entries(value))
}
