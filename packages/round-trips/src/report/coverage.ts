import { canCall } from '../clients/client-limits.ts'
import type { ClientName } from '../clients/client.ts'
import type { Call } from '../document/call.ts'
import { readCalls } from '../document/read-calls.ts'
import type { TriedDocument } from '../documents.ts'
import type { RoundTripResult } from '../round-trip.ts'

export type Coverage = Pick<RoundTripResult, 'operations' | 'statuses' | 'covered'>

/** What a run has to go through. */
export function wholeCoverage(document: TriedDocument): Coverage {
  const calls = readCalls(document.content).filter((call) => document.tries(call))
  const all = statusesOf(calls)
  const operations = calls.filter(({ kind }) => kind === 'operations')
  const coveredBy = (client: ClientName): number => statusesOf(operations.filter((call) => canCall(client, call)))
  return {
    operations: calls.length,
    statuses: all,
    covered: { 'openapi-fetch': coveredBy('openapi-fetch'), 'hey-api': coveredBy('hey-api'), fetch: all },
  }
}

function statusesOf(calls: readonly Call[]): number {
  return calls.reduce((sum, { responses }) => sum + responses.length, 0)
}
