import type { AccountVerbs, CreateAccount, Id } from '@identity-hub/core'
import { normaliseIdentifier } from '../identifier.ts'
import { toClaims, toNewAccount } from '../rows/accounts.ts'
import { isTaken, putIdentifiers, putPassword } from './accounts.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { toFlag } from './flag.ts'
import { forgetAnswer, keepAnswer } from './idempotency.ts'
import { insertPasswordLink } from './password-links.ts'
import { insertAssignment } from './role-assignments.ts'
import { readRole } from './roles.ts'

type Outcome = Awaited<ReturnType<AccountVerbs['createAccount']>>

const ID_TAKEN = 'SELECT 1 FROM accounts WHERE id = ?1'
const INSERT = `
  INSERT INTO accounts (id, tenant_id, status, epoch, revision, display_name, search_name, user_name, email_address,
    email_verified, claims, created_at)
  VALUES (?1, ?2, 'active', 0, 0, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`

export function createAccount(db: Connection, tenantId: Id, input: CreateAccount): Outcome {
  const repeated = keepAnswer(db, tenantId, input.idempotency, input.now, input.account.id)
  if (repeated !== null) return repeated
  const refused = refuse(db, tenantId, input)
  if (refused !== null) {
    forgetAnswer(db, tenantId, input.idempotency)
    return refused
  }
  const { now } = input
  const account = toNewAccount(input)
  const { id, displayName, userName, emailAddress, emailVerified } = account
  const searchName = normaliseIdentifier(displayName)
  const claims = toClaims(account.claims)
  db.run(INSERT, id, tenantId, displayName, searchName, userName, emailAddress, toFlag(emailVerified), claims, now)
  putIdentifiers(db, tenantId, account)
  if (input.passwordHash !== null) putPassword(db, tenantId, id, input.passwordHash, now)
  for (const role of input.roles ?? []) insertAssignment(db, tenantId, { accountId: id, role, now })
  if (input.invitation !== undefined) insertPasswordLink(db, tenantId, id, input.invitation)
  writeEvents(db, tenantId, input.events)
  return { outcome: 'created', account }
}

function refuse(db: Connection, tenantId: Id, { account, roles = [] }: CreateAccount): Outcome | null {
  const unknown = roles.find((role) => readRole(db, tenantId, role) === null)
  if (unknown !== undefined) return { outcome: 'unknown-role', role: unknown }
  return db.one(ID_TAKEN, account.id) !== undefined || isTaken(db, tenantId, account) ? { outcome: 'exists' } : null
}
