import type { Account, CreateAccount, Id } from '@identity-hub/core'
import { normaliseIdentifier } from '../identifier.ts'
import { differs } from './revisions.ts'
import { fromJson, toJson } from './values.ts'

/** The columns of an account `a` that its standing has not. */
export const PROFILE_COLUMNS = `
  a.revision AS "accountRevision", a.display_name AS "displayName", a.user_name AS "userName", a.email_address AS "emailAddress",
  a.email_verified AS "emailVerified", a.claims AS "accountClaims", a.created_at AS "accountCreatedAt", a.erased_at AS "erasedAt"`

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
  readonly accountClaims: string
  readonly accountCreatedAt: number
  readonly erasedAt: number | null
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
  claims: fromClaims(row.accountClaims),
  createdAt: row.accountCreatedAt,
  erasedAt: row.erasedAt,
})

/** As a creation answers it. */
export const toNewAccount = ({ account, now }: CreateAccount): Account => ({
  ...account,
  claims: account.claims ?? {},
  status: 'active',
  epoch: 0,
  revision: 0,
  createdAt: now,
  erasedAt: null,
})

/** Equal claims have equal columns. */
export const toClaims = (claims: Account['claims']): string =>
  toJson(Object.fromEntries(Object.entries(claims).toSorted(([a], [b]) => (a < b ? -1 : 1))))

const NO_CLAIMS: Account['claims'] = Object.freeze({})

/** Most accounts have none, and every check of an access token reads them. */
export const fromClaims = (column: string): Account['claims'] =>
  column === '{}' ? NO_CLAIMS : fromJson<Account['claims']>(column)

export type Profile = Pick<Account, 'displayName' | 'userName' | 'emailAddress' | 'emailVerified'>

/** Another address counts as unverified unless it is said to be. Null: nothing would change. */
export function toNewProfile(account: Profile, changes: Partial<Profile>): Profile | null {
  const { displayName, userName, emailAddress } = { ...account, ...changes }
  const emailVerified = changes.emailVerified ?? (emailAddress === account.emailAddress && account.emailVerified)
  const profile = { displayName, userName, emailAddress, emailVerified }
  return differs<Profile>(account, profile) ? profile : null
}

/** What an account can be found by, in normalised form. One value, when user name and address are the same. */
export function identifiersOf(
  account: Pick<Profile, 'userName' | 'emailAddress'>,
): ReadonlyMap<string, 'user_name' | 'email'> {
  const identifiers = new Map<string, 'user_name' | 'email'>()
  if (account.emailAddress !== null) identifiers.set(normaliseIdentifier(account.emailAddress), 'email')
  identifiers.set(normaliseIdentifier(account.userName), 'user_name')
  return identifiers
}
