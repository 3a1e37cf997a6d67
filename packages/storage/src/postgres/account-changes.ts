import type { Account, AccountVerbs, Id } from '@identity-hub/core'
import { normaliseIdentifier } from '../identifier.ts'
import { endsPasswordLinks, STATUS_CHANGES } from '../rows/account-changes.ts'
import { type Profile, toClaims, toNewProfile } from '../rows/accounts.ts'
import { eraseFrom, leaveTombstone } from '../rows/erase-account.ts'
import { isOutdated } from '../rows/revisions.ts'
import { lockAccount, putIdentifiers, putPassword, readAccount } from './accounts.ts'
import { writeEvents } from './events.ts'
import { isLastHolder } from './last-holder.ts'
import { endPasswordLinks, insertPasswordLink } from './password-links.ts'
import { endOtherSessions } from './sessions.ts'
import { raisePolicyVersion } from './tenants.ts'
import type { Transaction } from './transactions.ts'

type Input = Parameters<AccountVerbs['changeAccount']>[0]
type Outcome = ReturnType<AccountVerbs['changeAccount']>

// Raising the epoch ends sessions and grants for good, without touching a single one of them.
const SET_STATUS = `
  UPDATE accounts SET status = $3, epoch = epoch + $4, revision = revision + 1 WHERE id = $1 AND tenant_id = $2`
const SET_PROFILE = `
  UPDATE accounts SET display_name = $3, search_name = $4, user_name = $5, email_address = $6, email_verified = $7,
    revision = revision + 1
  WHERE id = $1 AND tenant_id = $2`
const SET_CLAIMS = `
  UPDATE accounts SET claims = $3, rights_version = $4, revision = revision + 1 WHERE id = $1 AND tenant_id = $2`
const RAISE_EPOCH = 'UPDATE accounts SET epoch = epoch + 1, revision = revision + 1 WHERE id = $1 AND tenant_id = $2'
const RAISE_REVISION = 'UPDATE accounts SET revision = revision + 1 WHERE id = $1 AND tenant_id = $2'
const REPLACE_PASSWORD = `
  UPDATE account_credentials SET value = $3, changed_at = $5
  WHERE account_id = $1 AND kind = 'password' AND tenant_id = $2 AND value = $4`
const REMOVE_PASSWORD = `
  DELETE FROM account_credentials WHERE account_id = $1 AND kind = 'password' AND tenant_id = $2`
const ERASE = eraseFrom('$')
const LEAVE_TOMBSTONE = leaveTombstone('$')

async function apply(
  db: Transaction,
  tenantId: Id,
  account: Account,
  { change, now }: Input,
): Promise<'changed' | 'unchanged' | 'conflict' | 'exists'> {
  const { id } = account
  switch (change.kind) {
    case 'block':
    case 'unblock':
    case 'archive':
    case 'restore': {
      const { from, to, ends } = STATUS_CHANGES[change.kind]
      if (!from.includes(account.status)) return 'unchanged'
      await db.run(SET_STATUS, id, tenantId, to, ends ? 1 : 0)
      return 'changed'
    }
    case 'erase':
      for (const statement of ERASE) await db.run(statement, id, tenantId)
      await db.run(LEAVE_TOMBSTONE, id, tenantId, now)
      return 'changed'
    case 'update': {
      const profile = toNewProfile(account, change.profile)
      const updated = profile === null ? 'unchanged' : await update(db, tenantId, id, profile)
      if (updated === 'exists' || change.claims === undefined) return updated
      return (await replaceClaims(db, tenantId, account, change.claims)) === 'changed' ? 'changed' : updated
    }
    case 'claims':
      return replaceClaims(db, tenantId, account, change.claims)
    case 'reset-password':
      await putPassword(db, tenantId, id, change.passwordHash, now)
      await db.run(RAISE_EPOCH, id, tenantId)
      return 'changed'
    case 'send-password-link':
      await endPasswordLinks(db, tenantId, id, now)
      await db.run(REMOVE_PASSWORD, id, tenantId)
      await db.run(RAISE_EPOCH, id, tenantId)
      await insertPasswordLink(db, tenantId, id, change.link)
      return 'changed'
    case 'change-password':
    case 'rehash-password': {
      const { passwordHash, expectedPasswordHash } = change
      if (account.status !== 'active') return 'conflict'
      const replaced = await db.run(REPLACE_PASSWORD, id, tenantId, passwordHash, expectedPasswordHash, now)
      if (replaced === 0) return 'conflict'
      if (change.kind === 'rehash-password') return 'changed'
      await db.run(RAISE_REVISION, id, tenantId)
      await endOtherSessions(db, tenantId, id, change.keepSessionId, now)
      return 'changed'
    }
  }
}

async function update(db: Transaction, tenantId: Id, id: Id, profile: Profile): Promise<'changed' | 'exists'> {
  const { displayName, userName, emailAddress, emailVerified } = profile
  const named = { id, userName, emailAddress }
  if (!(await putIdentifiers(db, tenantId, named))) {
    db.undo()
    return 'exists'
  }
  const searchName = normaliseIdentifier(displayName)
  await db.run(SET_PROFILE, id, tenantId, displayName, searchName, userName, emailAddress, emailVerified)
  return 'changed'
}

async function replaceClaims(
  db: Transaction,
  tenantId: Id,
  account: Account,
  replacement: Account['claims'],
): Promise<'changed' | 'unchanged'> {
  const claims = toClaims(replacement)
  if (claims === toClaims(account.claims)) return 'unchanged'
  await db.run(SET_CLAIMS, account.id, tenantId, claims, await raisePolicyVersion(db, tenantId))
  return 'changed'
}

export async function changeAccount(db: Transaction, tenantId: Id, input: Input): Outcome {
  const { accountId, keepOneOf } = input
  const isLast = keepOneOf !== undefined && (await isLastHolder(db, tenantId, accountId, keepOneOf))
  const before = await lockAccount(db, tenantId, accountId)
  if (before === null || before.erasedAt !== null) return { outcome: 'unknown' }
  if (isOutdated(input.expectedRevision ?? null, before)) return { outcome: 'conflict' }
  if (isLast) return { outcome: 'last' }
  const outcome = await apply(db, tenantId, before, input)
  if (outcome !== 'changed') return { outcome }
  const account = await readAccount(db, tenantId, input.accountId)
  if (account === null) return { outcome: 'unknown' }
  if (endsPasswordLinks(input.change, before, account)) await endPasswordLinks(db, tenantId, account.id, input.now)
  await writeEvents(db, tenantId, input.events)
  return { outcome, account }
}
