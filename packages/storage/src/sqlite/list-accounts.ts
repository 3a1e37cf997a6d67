import type { Account, Id, ListAccounts, Page } from '@identity-hub/core'
import { listAccountPage, type ListDialect, type ListRow } from '../rows/account-lists.ts'
import type { Connection } from './connection.ts'

const DIALECT: ListDialect = {
  parameter: '?',
  name: 'COALESCE(a.search_name, lower(a.display_name))',
  seeksRows: false,
}

export function listAccounts(db: Connection, tenantId: Id, input: ListAccounts): Page<Account> {
  const asking = listAccountPage(DIALECT, tenantId, input)
  let step = asking.next()
  while (step.done !== true) step = asking.next(db.all<ListRow>(step.value.sql, ...step.value.values))
  return step.value
}
