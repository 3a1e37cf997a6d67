import type { Account, AccountCredentials, Id } from '@identity-hub/core'
import { normaliseIdentifier } from '../identifier.ts'
import { ACCOUNT_COLUMNS, type AccountRow, identifiersOf, toAccount } from '../rows/accounts.ts'
import type { Connection } from './connection.ts'
import type { Transaction } from './transactions.ts'

const BY_ID = `SELECT ${ACCOUNT_COLUMNS} FROM accounts a WHERE a.id = $2 AND a.tenant_id || '' = $1`
const BY_IDENTIFIER = `
  SELECT ${ACCOUNT_COLUMNS}, k.value AS "passwordHash"
  FROM account_identifiers i
    JOIN accounts a ON a.id = i.account_id AND a.tenant_id || '' = $1
    LEFT JOIN account_credentials k ON k.account_id = a.id AND k.kind = 'password' AND k.tenant_id = $1
  WHERE i.tenant_id = $1 AND i.value = $2`

async function read(db: Connection, sql: string, tenantId: Id, accountId: Id): Promise<Account | null> {
  const row = await db.one<AccountRow>(sql, tenantId, accountId)
  return row === undefined ? null : toAccount(row)
}

export const readAccount = (db: Connection, tenantId: Id, accountId: Id): Promise<Account | null> =>
  read(db, BY_ID, tenantId, accountId)

/** As it stays until the transaction ends: whoever changes it waits. */
export const holdAccount = (db: Transaction, tenantId: Id, accountId: Id): Promise<Account | null> =>
  read(db, `${BY_ID} FOR SHARE`, tenantId, accountId)

/** To be changed, or to have something changed that only one may change at a time. */
export const lockAccount = (db: Transaction, tenantId: Id, accountId: Id): Promise<Account | null> =>
  read(db, `${BY_ID} FOR NO KEY UPDATE`, tenantId, accountId)

export async function findAccount(
  db: Connection,
  tenantId: Id,
  accountId: Id,
): Promise<{ outcome: 'found'; account: Account } | { outcome: 'unknown' }> {
  const account = await readAccount(db, tenantId, accountId)
  return account === null ? { outcome: 'unknown' } : { outcome: 'found', account }
}

export async function findAccountByIdentifier(
  db: Connection,
  tenantId: Id,
  identifier: string,
): Promise<({ outcome: 'found' } & AccountCredentials) | { outcome: 'unknown' }> {
  const value = normaliseIdentifier(identifier)
  const row = await db.one<AccountRow & { passwordHash: string | null }>(BY_IDENTIFIER, tenantId, value)
  return row === undefined
    ? { outcome: 'unknown' }
    : { outcome: 'found', account: toAccount(row), passwordHash: row.passwordHash }
}

const PUT_PASSWORD = `
  INSERT INTO account_credentials (account_id, kind, tenant_id, value, changed_at) VALUES ($1, 'password', $2, $3, $4)
  ON CONFLICT (account_id, kind) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`

export async function putPassword(
  db: Transaction,
  tenantId: Id,
  accountId: Id,
  passwordHash: string,
  now: number,
): Promise<void> {
  await db.run(PUT_PASSWORD, accountId, tenantId, passwordHash, now)
}

// The tenant as an expression, so that the way to them is the account and not all of the tenant.
const REMOVE_IDENTIFIERS = "DELETE FROM account_identifiers WHERE account_id = $1 AND tenant_id || '' = $2"
const INSERT_IDENTIFIER = `
  INSERT INTO account_identifiers (tenant_id, value, kind, account_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`

/** In the place of those that it had. False: somebody else is found by one of them, and the transaction must be undone. */
export async function putIdentifiers(
  db: Transaction,
  tenantId: Id,
  account: Pick<Account, 'id' | 'userName' | 'emailAddress'>,
): Promise<boolean> {
  await db.run(REMOVE_IDENTIFIERS, account.id, tenantId)
  // In one order, so that two who want the same names do not wait for each other.
  const identifiers = [...identifiersOf(account)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [value, kind] of identifiers)
    if ((await db.run(INSERT_IDENTIFIER, tenantId, value, kind, account.id)) === 0) return false
  return true
}
