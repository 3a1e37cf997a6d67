/** A place in a list: the sort key of the last row that was looked at. The driver that gave it can read it. */
export type Position = readonly string[]

export interface PageRequest {
  /** null: from the beginning. */
  readonly after: Position | null
  /** At most so many rows. */
  readonly limit: number
}

/**
 * Rows of a list. It may hold fewer than asked for, even none, with more to come: a look at the rows of one tenant among
 * those of all ends after a bounded number of them.
 */
export interface Page<Row> {
  readonly rows: readonly Row[]
  /** Where the next page begins; null: this was the last. */
  readonly next: Position | null
}
