import type { NewAccessToken } from '@identity-hub/core'
import { TOKENS_THERE } from './batch-fields.ts'
import type { Connection } from './connection.ts'
import type { Transactions } from './transactions.ts'

interface Batch<Input, Outcome> {
  /** Does what it can for the requests of its one parameter, and answers the numbers `n` of those that succeeded. */
  readonly sql: string
  /** Rows are locked in this order. */
  readonly order: (input: Input) => string
  readonly toParameter: (inputs: readonly Input[]) => string
  readonly success: Outcome
}

/** Answers for each request its success, or null. */
export type RunBatch<Input, Outcome> = (
  transactions: Transactions,
  inputs: readonly Input[],
) => Promise<readonly (Outcome | null)[]>

export function createBatch<Input extends { readonly accessToken: NewAccessToken }, Outcome>(
  batch: Batch<Input, Outcome>,
): RunBatch<Input, Outcome> {
  const { sql, order, toParameter, success } = batch
  return async (transactions, inputs) => {
    const sorted = inputs.toSorted((a, b) => (order(a) < order(b) ? -1 : Number(order(a) > order(b))))
    const run = async (db: Connection): Promise<ReadonlySet<Input | undefined>> =>
      new Set((await db.all<{ n: number }>(sql, toParameter(sorted))).map(({ n }) => sorted[n]))
    // Its access token is there only if the rest is there too.
    const ask = async (db: Connection): Promise<ReadonlySet<Input | undefined>> => {
      const ids = inputs.map(({ accessToken }) => accessToken.id)
      const there = new Set((await db.all<{ id: string }>(TOKENS_THERE, ids)).map(({ id }) => id))
      return new Set(inputs.filter(({ accessToken }) => there.has(accessToken.id)))
    }
    const won = await transactions.writeAtOnce(run, ask)
    return inputs.map((input) => (won.has(input) ? success : null))
  }
}
