import type { Id } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import type { Transactions } from './transactions.ts'

interface Batch<Input, Outcome> {
  /** Does what it can for the requests of its one parameter, and answers the numbers `n` of those that succeeded. */
  readonly sql: string
  /** Rows are locked in this order. */
  readonly order: (input: Input) => string
  readonly toParameter: (inputs: readonly Input[]) => string
  readonly success: Outcome
  /** An id that a success alone writes, and which of a list of such are there: for a statement whose answer was lost. */
  readonly idOf: (input: Input) => Id
  readonly idsThere: string
}

/** Answers for each request its success, or null. */
export type RunBatch<Input, Outcome> = (
  transactions: Transactions,
  inputs: readonly Input[],
) => Promise<readonly (Outcome | null)[]>

export function createBatch<Input, Outcome>(batch: Batch<Input, Outcome>): RunBatch<Input, Outcome> {
  const { sql, order, toParameter, success, idOf, idsThere } = batch
  return async (transactions, inputs) => {
    const sorted = inputs.toSorted((a, b) => (order(a) < order(b) ? -1 : Number(order(a) > order(b))))
    const run = async (db: Connection): Promise<ReadonlySet<Input | undefined>> =>
      new Set((await db.all<{ n: number }>(sql, toParameter(sorted))).map(({ n }) => sorted[n]))
    const ask = async (db: Connection): Promise<ReadonlySet<Input | undefined>> => {
      const there = new Set((await db.all<{ id: Id }>(idsThere, inputs.map(idOf))).map(({ id }) => id))
      return new Set(inputs.filter((input) => there.has(idOf(input))))
    }
    const won = await transactions.writeAtOnce(run, ask)
    return inputs.map((input) => (won.has(input) ? success : null))
  }
}
