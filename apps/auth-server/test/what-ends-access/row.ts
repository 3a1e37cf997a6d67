import { whatIsTold, type DeadReason } from '@identity-hub/core'

/** The tenant's setting: which changes of rights end a grant. */
export type RightsChange = 'removed' | 'any'

/** What somebody holds when the event happens, each from a sign-in to the app of its own. */
export interface Cells {
  /** Not exchanged yet. */
  readonly code: TokenCell
  readonly accessToken: TokenCell
  readonly refreshToken: TokenCell
  /** The browser's, at the hub. */
  readonly session: 'stays' | 'signed_out' | 'tenant_suspended'
  /** What the app has for itself (client credentials). */
  readonly appToken: TokenCell
}

export type Column = keyof Cells

/** It stays, or the reason why it is refused from then on: the one that the log and `hub explain` give. */
export type TokenCell = 'stays' | EndReason
export type EndReason = DeadReason | 'client_unknown' | 'tenant_suspended'

/** One event, and what it ends. */
export interface Row {
  readonly event: string
  /** Two sentences: what happens, and what then. */
  readonly text: string
  /** Where the tenant's setting may matter: for each of its values. */
  readonly cells: Cells | Readonly<Record<RightsChange, Cells>>
}

export const COLUMNS: readonly Column[] = ['code', 'accessToken', 'refreshToken', 'session', 'appToken']

export const ALL_STAY: Cells = {
  code: 'stays',
  accessToken: 'stays',
  refreshToken: 'stays',
  session: 'stays',
  appToken: 'stays',
}

/** What rests on what the person granted the app. */
export const endsGrants = (reason: DeadReason): Cells => ({
  ...ALL_STAY,
  code: reason,
  accessToken: reason,
  refreshToken: reason,
})

/** Everything of the person. */
export const endsPerson = (reason: DeadReason): Cells => ({ ...endsGrants(reason), session: 'signed_out' })

export const either = (cells: Cells): Row['cells'] => ({ removed: cells, any: cells })

/** A change that takes nothing away. */
export const onlyAny: Row['cells'] = { removed: ALL_STAY, any: endsGrants('rights_changed') }

export function cellsUnder({ cells }: Row, rightsChange: RightsChange): Cells {
  return 'removed' in cells ? cells[rightsChange] : cells
}

/** The status of the answer, and the error where there is one: `400 invalid_grant`. */
export function answerTo(column: Column, cell: Cells[Column]): string {
  if (cell === 'stays') return column === 'appToken' ? '403 insufficient_scope' : '200'
  if (cell === 'signed_out') return '303'
  if (cell === 'tenant_suspended') return column === 'session' ? '404' : '404 invalid_request'
  const error = whatIsTold(column === 'accessToken' || column === 'appToken' ? 'access' : 'token', cell)?.error ?? ''
  return `${error === 'invalid_grant' ? 400 : 401} ${error}`
}
