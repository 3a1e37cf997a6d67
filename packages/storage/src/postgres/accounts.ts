import type { Account, AccountCredentials, AdministrationVerbs, CreateAccount, Id } from '@identity-hub/core'
import { normaliseIdentifier } from '../identifier.ts'
import { ACCOUNT_COLUMNS, type AccountRow, identifiersOf, toAccount } from '../rows/accounts.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import type { Transaction } from './transactions.ts'

const BY_ID = `SELECT ${ACCOUNT_COLUMNS} FROM accounts a WHERE a.id = $2 AND a.tenant_id = $1`
const BY_IDENTIFIER = `
  SELECT ${ACCOUNT_COLUMNS}, k.value AS "passwordHash"
  FROM account_identifiers i
    JOIN accounts a ON a.id = i.account_id AND a.tenant_id = $1
    LEFT JOIN account_credentials k ON k.account_id = a.id AND k.kind = 'password' AND k.tenant_id = $1
  WHERE i.tenant_id = $1 AND i.value = $2`
const ALL = `
  SELECT ${ACCOUNT_COLUMNS}
  FROM account_identifiers i JOIN accounts a ON a.id = i.account_id AND a.tenant_id = $1
  WHERE i.tenant_id = $1 AND i.kind = 'user_name' ORDER BY i.value`

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

export const listAccounts = async (db: Connection, tenantId: Id): Promise<readonly Account[]> =>
  (await db.all<AccountRow>(ALL, tenantId)).map(toAccount)

const INSERT = `
  INSERT INTO accounts (id, tenant_id, status, epoch, revision, display_name, user_name, email_address, email_verified,
    created_at)
  VALUES ($1, $2, 'active', 0, 0, $3, $4, $5, $6, $7)
  ON CONFLICT DO NOTHING`
const INSERT_IDENTIFIER = `
  INSERT INTO account_identifiers (tenant_id, value, kind, account_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`
const PUT_PASSWORD = `
  INSERT INTO account_credentials (account_id, kind, tenant_id, value, changed_at) VALUES ($1, 'password', $2, $3, $4)
  ON CONFLICT (account_id, kind) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`
const IS_THERE = 'SELECT id FROM accounts WHERE id = $1'

export async function putPassword(
  db: Transaction,
  tenantId: Id,
  accountId: Id,
  passwordHash: string,
  now: number,
): Promise<void> {
  await db.run(PUT_PASSWORD, accountId, tenantId, passwordHash, now)
}

export async function createAccount(
  db: Transaction,
  tenantId: Id,
  input: CreateAccount,
): ReturnType<AdministrationVerbs['createAccount']> {
  const { id, displayName, userName, emailAddress, emailVerified } = input.account
  const inserted = await db.run(INSERT, id, tenantId, displayName, userName, emailAddress, emailVerified, input.now)
  let taken = inserted === 0
  // In one order, so that two who want the same names do not wait for each other.
  const identifiers = [...identifiersOf(input.account)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [value, kind] of identifiers) taken ||= (await db.run(INSERT_IDENTIFIER, tenantId, value, kind, id)) === 0
  if (taken) {
    db.undo()
    return { outcome: 'exists' }
  }
  db.leaveWitness(IS_THERE, id)
  if (input.passwordHash !== null) await putPassword(db, tenantId, id, input.passwordHash, input.now)
  await writeEvents(db, tenantId, input.events)
  return {
    outcome: 'created',
    account: { ...input.account, status: 'active', epoch: 0, revision: 0, createdAt: input.now },
  }
}
