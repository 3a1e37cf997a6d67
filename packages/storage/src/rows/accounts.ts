import type { Account, CreateAccount, Id } from '@identity-hub/core'
import { normaliseIdentifier } from '../identifier.ts'

/** The columns of an account `a` that its standing has not. */
export const PROFILE_COLUMNS = `
  a.revision AS "accountRevision", a.display_name AS "displayName", a.user_name AS "userName", a.email_address AS "emailAddress",
  a.email_verified AS "emailVerified", a.created_at AS "accountCreatedAt"`

/** All columns of an account `a`, in a form that can stand beside others in a join. */
export const ACCOUNT_COLUMNS = `
  a.id AS "accountId", a.status AS "accountStatus", a.epoch AS "accountEpoch", ${PROFILE_COLUMNS}`

export interface AccountRow {
  readonly accountId: Id
  readonly accountStatus: Account['status']
  readonly accountEpoch: number
  readonly accountRevision: number
  readonly displayName: string
  readonly userName: string
  readonly emailAddress: string | null
  readonly emailVerified: boolean | number
  readonly accountCreatedAt: number
}

export const toAccount = (row: AccountRow): Account => ({
  id: row.accountId,
  status: row.accountStatus,
  epoch: row.accountEpoch,
  revision: row.accountRevision,
  displayName: row.displayName,
  userName: row.userName,
  emailAddress: row.emailAddress,
  emailVerified: Boolean(row.emailVerified),
  createdAt: row.accountCreatedAt,
})

/** What an account can be found by, in normalised form. One value, when user name and address are the same. */
export function identifiersOf(
  account: Pick<CreateAccount['account'], 'userName' | 'emailAddress'>,
): ReadonlyMap<string, 'user_name' | 'email'> {
  const identifiers = new Map<string, 'user_name' | 'email'>()
  if (account.emailAddress !== null) identifiers.set(normaliseIdentifier(account.emailAddress), 'email')
  identifiers.set(normaliseIdentifier(account.userName), 'user_name')
  return identifiers
}
