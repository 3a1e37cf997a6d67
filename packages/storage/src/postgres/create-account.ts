import type { AccountVerbs, CreateAccount, Id } from '@identity-hub/core'
import { normaliseIdentifier } from '../identifier.ts'
import { toClaims, toNewAccount } from '../rows/accounts.ts'
import { putIdentifiers, putPassword } from './accounts.ts'
import { writeEvents } from './events.ts'
import { keepAnswer } from './idempotency.ts'
import { insertPasswordLink } from './password-links.ts'
import { insertAssignment } from './role-assignments.ts'
import { holdRole } from './roles.ts'
import type { Transaction } from './transactions.ts'

type Outcome = Awaited<ReturnType<AccountVerbs['createAccount']>>

const INSERT = `
  INSERT INTO accounts (id, tenant_id, status, epoch, revision, display_name, search_name, user_name, email_address,
    email_verified, claims, created_at)
  VALUES ($1, $2, 'active', 0, 0, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT DO NOTHING`
const IS_THERE = 'SELECT id FROM accounts WHERE id = $1'

export async function createAccount(db: Transaction, tenantId: Id, input: CreateAccount): Promise<Outcome> {
  const repeated = await keepAnswer(db, tenantId, input.idempotency, input.now, input.account.id)
  if (repeated !== null) return repeated
  const refused = await insert(db, tenantId, input)
  if (refused !== null) {
    db.undo()
    return refused
  }
  const account = toNewAccount(input)
  db.leaveWitness(IS_THERE, account.id)
  if (input.passwordHash !== null) await putPassword(db, tenantId, account.id, input.passwordHash, input.now)
  if (input.invitation !== undefined) await insertPasswordLink(db, tenantId, account.id, input.invitation)
  await writeEvents(db, tenantId, input.events)
  return { outcome: 'created', account }
}

/** What others could have taken, or take away. */
async function insert(db: Transaction, tenantId: Id, input: CreateAccount): Promise<Outcome | null> {
  const { now } = input
  const { id, displayName, userName, emailAddress, emailVerified, claims } = toNewAccount(input)
  const roles = [...new Set(input.roles)].toSorted()
  for (const role of roles) if (!(await holdRole(db, tenantId, role))) return { outcome: 'unknown-role', role }
  const profile = [displayName, normaliseIdentifier(displayName), userName, emailAddress, emailVerified]
  if ((await db.run(INSERT, id, tenantId, ...profile, toClaims(claims), now)) === 0) return { outcome: 'exists' }
  if (!(await putIdentifiers(db, tenantId, { id, userName, emailAddress }))) return { outcome: 'exists' }
  for (const role of roles) await insertAssignment(db, tenantId, { accountId: id, role, now })
  return null
}
