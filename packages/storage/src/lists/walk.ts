import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Page, PageRequest, Position } from '@identity-hub/core'

/** Of a slice of a list: the rows that were wanted, and its last key; null: nothing comes behind it. */
export interface Slice<Row> {
  readonly rows: readonly Row[]
  readonly end: Position | null
}

/** Rows are looked at so many at a time. Requests pass between the slices. */
export const SLICE_ROWS = 2_000

/** And so many for a page, however few of them are wanted: a tenant's own are sought among those of all. */
const PAGE_ROWS = 20_000

/**
 * A page of a list, found slice by slice.
 * @param look takes at most `limit` rows of the slice behind `after`
 */
export async function walk<Row>(
  { after, limit }: { readonly after: Position } & Pick<PageRequest, 'limit'>,
  positionOf: (row: Row) => Position,
  look: (after: Position, limit: number) => Promise<Slice<Row>>,
): Promise<Page<Row>> {
  const rows: Row[] = []
  let position = after
  for (let looked = 0; looked < PAGE_ROWS; looked += SLICE_ROWS) {
    if (looked > 0) await nextTurn()
    // One more than asked for: whether anything comes behind the page.
    const slice = await look(position, limit + 1 - rows.length)
    rows.push(...slice.rows)
    const last = rows[limit - 1]
    if (rows.length > limit && last !== undefined) return { rows: rows.slice(0, limit), next: positionOf(last) }
    if (slice.end === null) return { rows, next: null }
    position = slice.end
  }
  return { rows, next: position }
}
