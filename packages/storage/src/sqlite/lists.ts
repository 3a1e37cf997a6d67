import type { Page, PageRequest } from '@identity-hub/core'
import { type EdgeRow, type List, startOf, toEdge, toPosition, toSlice } from '../lists/list.ts'
import { walk } from '../lists/walk.ts'
import type { Connection } from './connection.ts'
import type { GroupCommit } from './group-commit.ts'

export type Commits = Pick<GroupCommit, 'read'>

export const readPage = <Row extends object, Item>(
  db: Connection,
  commits: Commits,
  list: List<Row, Item>,
  request: PageRequest,
): Promise<Page<Item>> =>
  walk({ after: startOf(list, request), limit: request.limit }, list.positionOf, (after, limit) =>
    commits.read(() => {
      const edge = toEdge(list, after)
      const end = toPosition(db.one<EdgeRow>(edge.sql, ...edge.values))
      const slice = toSlice(list, after, end, limit)
      return { rows: db.all<Row>(slice.sql, ...slice.values).map(list.toItem), end }
    }),
  )
