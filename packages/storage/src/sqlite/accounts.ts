import type { Account, AccountCredentials, Id } from '@identity-hub/core'
import { normaliseIdentifier } from '../identifier.ts'
import { ACCOUNT_COLUMNS, type AccountRow, identifiersOf, toAccount } from '../rows/accounts.ts'
import type { Connection } from './connection.ts'

const BY_ID = `SELECT ${ACCOUNT_COLUMNS} FROM accounts a WHERE a.id = ?2 AND a.tenant_id = ?1`
const BY_IDENTIFIER = `
  SELECT ${ACCOUNT_COLUMNS}, k.value AS passwordHash
  FROM account_identifiers i
    JOIN accounts a ON a.id = i.account_id AND a.tenant_id = ?1
    LEFT JOIN account_credentials k ON k.account_id = a.id AND k.kind = 'password' AND k.tenant_id = ?1
  WHERE i.tenant_id = ?1 AND i.value = ?2`

export function readAccount(db: Connection, tenantId: Id, accountId: Id): Account | null {
  const row = db.one<AccountRow>(BY_ID, tenantId, accountId)
  return row === undefined ? null : toAccount(row)
}

export function findAccount(
  db: Connection,
  tenantId: Id,
  accountId: Id,
): { outcome: 'found'; account: Account } | { outcome: 'unknown' } {
  const account = readAccount(db, tenantId, accountId)
  return account === null ? { outcome: 'unknown' } : { outcome: 'found', account }
}

export function findAccountByIdentifier(
  db: Connection,
  tenantId: Id,
  identifier: string,
): ({ outcome: 'found' } & AccountCredentials) | { outcome: 'unknown' } {
  const row = db.one<AccountRow & { passwordHash: string | null }>(
    BY_IDENTIFIER,
    tenantId,
    normaliseIdentifier(identifier),
  )
  return row === undefined
    ? { outcome: 'unknown' }
    : { outcome: 'found', account: toAccount(row), passwordHash: row.passwordHash }
}

const PUT_PASSWORD = `
  INSERT INTO account_credentials (account_id, kind, tenant_id, value, changed_at) VALUES (?1, 'password', ?2, ?3, ?4)
  ON CONFLICT DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`

export function putPassword(db: Connection, tenantId: Id, accountId: Id, passwordHash: string, now: number): void {
  db.run(PUT_PASSWORD, accountId, tenantId, passwordHash, now)
}

const IDENTIFIER_TAKEN = 'SELECT 1 FROM account_identifiers WHERE tenant_id = ?1 AND value = ?2 AND account_id <> ?3'
// The tenant as an expression, so that the way to them is the account and not all of the tenant.
const REMOVE_IDENTIFIERS = "DELETE FROM account_identifiers WHERE account_id = ?1 AND tenant_id || '' = ?2"
const INSERT_IDENTIFIER = `
  INSERT INTO account_identifiers (tenant_id, value, kind, account_id) VALUES (?1, ?2, ?3, ?4)`

export type Named = Pick<Account, 'id' | 'userName' | 'emailAddress'>

/** Whether somebody else is found by one of the names. */
export function isTaken(db: Connection, tenantId: Id, account: Named): boolean {
  const values = [...identifiersOf(account).keys()]
  return values.some((value) => db.one(IDENTIFIER_TAKEN, tenantId, value, account.id) !== undefined)
}

/** In the place of those that it had. */
export function putIdentifiers(db: Connection, tenantId: Id, account: Named): void {
  db.run(REMOVE_IDENTIFIERS, account.id, tenantId)
  for (const [value, kind] of identifiersOf(account)) db.run(INSERT_IDENTIFIER, tenantId, value, kind, account.id)
}
