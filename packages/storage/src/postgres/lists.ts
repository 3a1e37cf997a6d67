import type { Page, PageRequest, Position } from '@identity-hub/core'
import { type EdgeRow, type List, type Part, startOf, toEdge, toPosition, toSlice } from '../lists/list.ts'
import { type Slice, walk } from '../lists/walk.ts'
import type { Connection } from './connection.ts'
import { isLost, isSilent } from './postgres-error.ts'
import { READ_IN_ORDER } from './session-settings.ts'
import type { Transactions } from './transactions.ts'

export type Reads = Pick<Transactions, 'read'>

/** With numbers for its question marks. */
export function toNumbered({ sql }: Part): string {
  let count = 0
  return sql.replaceAll('?', () => `$${(count += 1)}`)
}

export const readPage = <Row extends object, Item>(
  reads: Reads,
  list: List<Row, Item>,
  request: PageRequest,
): Promise<Page<Item>> =>
  walk({ after: startOf(list, request), limit: request.limit }, list.positionOf, (after, limit) =>
    reads.read((db) => inOrder(db, () => readSlice(db, list, after, limit))),
  )

async function readSlice<Row extends object, Item>(
  db: Connection,
  list: List<Row, Item>,
  after: Position,
  limit: number,
): Promise<Slice<Item>> {
  const edge = toEdge(list, after)
  const end = toPosition(await db.one<EdgeRow>(toNumbered(edge), ...edge.values))
  const slice = toSlice(list, after, end, limit)
  return { rows: (await db.all<Row>(toNumbered(slice), ...slice.values)).map(list.toItem), end }
}

async function inOrder<T>(db: Connection, read: () => Promise<T>): Promise<T> {
  await db.execute(`BEGIN READ ONLY; ${READ_IN_ORDER}`)
  try {
    const found = await read()
    await db.execute('COMMIT')
    return found
  } catch (error) {
    if (!isLost(error) && !isSilent(error)) await db.execute('ROLLBACK')
    throw error
  }
}
