import * as fc from 'fast-check'
import { arbitraryOfAnswer } from './arbitrary-of-answer.ts'
import { arbitraryOfRequest } from './arbitrary-of-request.ts'
import { canCall, canSend, readingLimit } from './clients/client-limits.ts'
import type { Client, ClientName } from './clients/client.ts'
import { createHeyApi } from './clients/hey-api.ts'
import { createOpenapiFetch } from './clients/openapi-fetch.ts'
import { createPlainFetch } from './clients/plain-fetch.ts'
import type { Call, DocumentedResponse } from './document/call.ts'
import { readCalls } from './document/read-calls.ts'
import type { TriedDocument } from './documents.ts'
import { generate } from './generate.ts'
import { type ServedStub, serveStub } from './serve-stub.ts'
import { type Talk, tryExchange } from './try-exchange.ts'

export interface RoundTripOptions {
  readonly seed: number
  /** Requests for each operation, status and client, at least; each media type has its turn. */
  readonly runs: number
}

export interface RoundTripResult {
  readonly document: string
  readonly seed: number
  /** Operations, webhooks and callbacks. */
  readonly operations: number
  /** Operations × documented statuses. */
  readonly statuses: number
  /** How many of these each client has gone through. */
  readonly covered: Readonly<Record<ClientName, number>>
  readonly requests: Readonly<Record<ClientName, number>>
  /** Answers whose reading was left to the bytes, see `READING_LIMITS`. */
  readonly limited: number
  readonly failures: readonly string[]
}

/** One operation, one of its statuses, one client. */
interface Cell {
  readonly call: Call
  readonly response: DocumentedResponse
  readonly client: Client
}

/** What the handler received is what the client sent, and back: for each operation and status, by each client. */
export async function roundTrip(document: TriedDocument, { seed, runs }: RoundTripOptions): Promise<RoundTripResult> {
  await using modules = await generate(document.content)
  const calls = readCalls(document.content)
  const talk: Talk = { answer: { status: 500, headers: {} }, received: [] }
  await using server = await serveStub(modules.stub, calls, (_, request) => {
    talk.received.push(request)
    return talk.answer
  })
  const plain = createPlainFetch(server.origin)
  const all = [createOpenapiFetch(server.origin), createHeyApi(server.origin, modules.heyApi), plain]
  const tried = calls.filter((call) => document.tries(call))
  const cells = tried.flatMap((call) =>
    call.responses.flatMap((response) =>
      (call.kind === 'operations' ? all.filter(({ name }) => canCall(name, call)) : [plain]).map((client): Cell => ({
        call,
        response,
        client,
      })),
    ),
  )
  const covered = { 'openapi-fetch': 0, 'hey-api': 0, fetch: 0 }
  const requests = { 'openapi-fetch': 0, 'hey-api': 0, fetch: 0 }
  const failures: string[] = []
  let limited = 0
  for (const cell of cells) {
    const { call, client } = cell
    const failure = await tryCell(cell, { seed, runs }, server, talk, (answer) => {
      requests[client.name] += 1
      if (readingLimit(client.name, answer, call)) limited += 1
    })
    if (failure === undefined) covered[client.name] += 1
    else failures.push(failure)
  }
  const statuses = tried.reduce((sum, { responses }) => sum + responses.length, 0)
  return { document: document.name, seed, operations: tried.length, statuses, covered, requests, limited, failures }
}

/** The first that goes wrong; undefined: nothing does. */
async function tryCell(
  { call, response, client }: Cell,
  { seed, runs }: RoundTripOptions,
  server: ServedStub,
  talk: Talk,
  onRequest: (answer: Talk['answer']) => void,
): Promise<string | undefined> {
  const turns = Math.max(runs, response.content.length, call.body?.content.length ?? 0, call.security.length)
  for (let turn = 0; turn < turns; turn += 1) {
    const where = `${call.id} ${response.status} by ${client.name}, seed ${seed + turn}`
    try {
      const exchange = fc.record({
        request: arbitraryOfRequest(call, turn).filter((request) => canSend(client.name, request)),
        answer: arbitraryOfAnswer(response, call.responses, turn),
      })
      const property = fc.asyncProperty(exchange, async ({ request, answer }) => {
        talk.answer = answer
        onRequest(answer)
        await tryExchange(server, talk, client, call, request)
      })
      // A smaller example is worth some seconds.
      const details = await fc.check(property, {
        seed: seed + turn,
        numRuns: 1,
        interruptAfterTimeLimit: 5_000,
        markInterruptAsFailure: true,
      })
      if (details.failed)
        return `${where}: ${messageOf(details.errorInstance)}\n  with ${describe(details.counterexample)}`
    } catch (error) {
      return `${where}: ${messageOf(error)}`
    }
  }
  return undefined
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it took too long'
}

/** Values without the document that describes them. */
function describe(counterexample: unknown): string {
  const text = JSON.stringify(counterexample, (key, value: unknown) =>
    key === 'schema' || key === 'encoding' ? undefined : value,
  )
  return (text ?? '').slice(0, 2_000)
}
