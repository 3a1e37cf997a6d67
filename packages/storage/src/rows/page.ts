import type { Page, Position } from '@identity-hub/core'

/** @param found up to one row more than the page holds, which tells that there is a next one */
export function toPage<Row>(found: readonly Row[], limit: number, positionOf: (row: Row) => Position): Page<Row> {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last !== undefined ? positionOf(last) : null }
}
