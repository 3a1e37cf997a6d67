import type { Id } from '@identity-hub/core'

/** A row of a shared query, with the number of the question that it answers: from 1, as WITH ORDINALITY counts. */
export type Numbered<Row> = Row & { readonly n: number }

/** The answers in the order of the questions; `missing` to those that no row answers. */
export function inOrder<Row, Answer>(
  questions: readonly unknown[],
  rows: readonly Numbered<Row>[],
  toAnswer: (row: Row) => Answer,
  missing: Answer,
): Answer[] {
  const answers = questions.map(() => missing)
  for (const row of rows) answers[row.n - 1] = toAnswer(row)
  return answers
}

/** The two columns of what is asked for by its id. */
export const keysOf = (
  wanted: readonly { readonly tenantId: Id; readonly id: Id }[],
): readonly [tenantIds: Id[], ids: Id[]] => [wanted.map(({ tenantId }) => tenantId), wanted.map(({ id }) => id)]
