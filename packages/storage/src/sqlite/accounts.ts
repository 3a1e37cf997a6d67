import type { Account, AccountCredentials, AdministrationVerbs, CreateAccount, Id } from '@identity-hub/core'
import { normaliseIdentifier } from '../identifier.ts'
import { ACCOUNT_COLUMNS, type AccountRow, identifiersOf, toAccount } from '../rows/accounts.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { toFlag } from './flag.ts'

const BY_ID = `SELECT ${ACCOUNT_COLUMNS} FROM accounts a WHERE a.id = ?2 AND a.tenant_id = ?1`
const BY_IDENTIFIER = `
  SELECT ${ACCOUNT_COLUMNS}, k.value AS passwordHash
  FROM account_identifiers i
    JOIN accounts a ON a.id = i.account_id AND a.tenant_id = ?1
    LEFT JOIN account_credentials k ON k.account_id = a.id AND k.kind = 'password' AND k.tenant_id = ?1
  WHERE i.tenant_id = ?1 AND i.value = ?2`
const ALL = `
  SELECT ${ACCOUNT_COLUMNS}
  FROM account_identifiers i JOIN accounts a ON a.id = i.account_id AND a.tenant_id = ?1
  WHERE i.tenant_id = ?1 AND i.kind = 'user_name' ORDER BY i.value`

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

export const listAccounts = (db: Connection, tenantId: Id): readonly Account[] =>
  db.all<AccountRow>(ALL, tenantId).map(toAccount)

const INSERT = `
  INSERT INTO accounts (id, tenant_id, status, epoch, revision, display_name, user_name, email_address, email_verified,
    created_at)
  VALUES (?1, ?2, 'active', 0, 0, ?3, ?4, ?5, ?6, ?7)
  ON CONFLICT DO NOTHING`
const IDENTIFIER_TAKEN = 'SELECT 1 FROM account_identifiers WHERE tenant_id = ?1 AND value = ?2'
const INSERT_IDENTIFIER = `
  INSERT INTO account_identifiers (tenant_id, value, kind, account_id) VALUES (?1, ?2, ?3, ?4)`
const PUT_PASSWORD = `
  INSERT INTO account_credentials (account_id, kind, tenant_id, value, changed_at) VALUES (?1, 'password', ?2, ?3, ?4)
  ON CONFLICT DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`

export function putPassword(db: Connection, tenantId: Id, accountId: Id, passwordHash: string, now: number): void {
  db.run(PUT_PASSWORD, accountId, tenantId, passwordHash, now)
}

export function createAccount(
  db: Connection,
  tenantId: Id,
  input: CreateAccount,
): Awaited<ReturnType<AdministrationVerbs['createAccount']>> {
  const { id, displayName, userName, emailAddress, emailVerified } = input.account
  const identifiers = identifiersOf(input.account)
  for (const value of identifiers.keys())
    if (db.one(IDENTIFIER_TAKEN, tenantId, value) !== undefined) return { outcome: 'exists' }

  const inserted = db.run(INSERT, id, tenantId, displayName, userName, emailAddress, toFlag(emailVerified), input.now)
  if (inserted === 0) return { outcome: 'exists' }
  for (const [value, kind] of identifiers) db.run(INSERT_IDENTIFIER, tenantId, value, kind, id)
  if (input.passwordHash !== null) putPassword(db, tenantId, id, input.passwordHash, input.now)
  writeEvents(db, tenantId, input.events)
  return {
    outcome: 'created',
    account: { ...input.account, status: 'active', epoch: 0, revision: 0, createdAt: input.now },
  }
}
