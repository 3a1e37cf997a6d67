import type { Page, PageRequest } from '@identity-hub/core'
import type { Dependencies } from '../dependencies.ts'
import type { ManagementRequest } from './context.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { problemResponse } from './problems.ts'
import { recordManagementRefusal } from './record-refusal.ts'
import { NO_STORE } from './respond.ts'

const DEFAULT_LIMIT = 50

type ListRequest = ManagementRequest & {
  readonly query?: { readonly limit?: number; readonly cursor?: string } & Readonly<Record<string, unknown>>
}

/** A page of a list, 200, or 400 for a cursor that is not this list's. Parameters of the query beside the page's filter it. */
export async function answerPage<Row, Item>(
  { hub, keys }: Pick<Dependencies, 'hub' | 'keys'>,
  request: ListRequest,
  list: (page: PageRequest) => Promise<Page<Row>>,
  view: (row: Row) => Item,
) {
  const { operationId, context, query = {} } = request
  const { limit = DEFAULT_LIMIT, cursor, ...filters } = query
  const where = { tenantId: context.tenant.id, operationId, filters }
  const after = cursor === undefined ? null : decodeCursor(keys, where, cursor)
  if (after === null && cursor !== undefined) {
    recordManagementRefusal(hub, request, 'invalid_request')
    const detail = 'The cursor is not one of this list; leave it out to begin anew.'
    return problemResponse(context.ctx, 'invalid_request', detail)
  }
  const { rows, next } = await list({ after, limit })
  return {
    status: 200 as const,
    headers: NO_STORE,
    body: { items: rows.map(view), next_cursor: next === null ? null : encodeCursor(keys, where, next) },
  }
}
