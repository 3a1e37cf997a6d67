import type { Party } from '../contestants/party.ts'
import type { Connection } from '../load/connection.ts'

/** A running contestant, and the connections to it. */
export interface Target {
  readonly parties: readonly Party[]
  readonly connections: readonly Connection[]
}

/** The party of the turn: work is spread over all of them. */
export function partyOf({ parties }: Target, turn: number): Party {
  const party = parties[turn % parties.length]
  if (party === undefined) throw new Error('a target without parties')
  return party
}
