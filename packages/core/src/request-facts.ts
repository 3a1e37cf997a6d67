import type { RandomBytes } from './issued-values/id.ts'

/** What a step may know of the request that it serves, besides its parameters: time and randomness come from outside. */
export interface RequestFacts {
  /** Epoch milliseconds. */
  readonly now: number
  /** The name under which the operator finds this request: an id made at `now`. */
  readonly requestId: string
  /** The address that it came from, as limits count it; null when it has none (a command line). */
  readonly source: string | null
  /** As much of it as the tenant keeps, where that is less than all. */
  readonly truncatedSource?: string
  readonly random: RandomBytes
}

/** The address to write down, in events and sessions. */
export function keptSource({ source, truncatedSource }: Pick<RequestFacts, 'source' | 'truncatedSource'>) {
  return truncatedSource ?? source
}
