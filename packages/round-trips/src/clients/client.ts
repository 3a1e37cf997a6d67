import type { Call } from '../document/call.ts'
import type { Answer, Reply, SentRequest } from '../exchange.ts'

export type ClientName = 'openapi-fetch' | 'hey-api' | 'fetch'

/** Sends values to a server, in the way of one library. */
export interface Client {
  readonly name: ClientName
  /** @param expected what will be answered: some clients are told beforehand how to read it */
  send(call: Call, request: SentRequest, expected: Answer): Promise<Reply>
}
