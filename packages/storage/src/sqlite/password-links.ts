import type { AccountVerbs, Id, NewPasswordLink } from '@identity-hub/core'
import { afterPasswordLink, checkPasswordLink, PASSWORD_LINK, type PasswordLinkRow } from '../rows/password-links.ts'
import { toBlob } from '../rows/values.ts'
import { putPassword, readAccount } from './accounts.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { toFlag } from './flag.ts'
import { endOtherSessions } from './sessions.ts'

const INSERT = `
  INSERT INTO one_time (tenant_id, kind, id, value_hash, subject, data, expires_at)
  VALUES (?1, '${PASSWORD_LINK}', ?2, ?3, ?4, ?5, ?6)`
// The tenant as an expression, so that the way to them is the account and not all links of the tenant.
const END = `
  UPDATE one_time SET expires_at = ?3
  WHERE subject = ?2 AND tenant_id || '' = ?1 AND kind = '${PASSWORD_LINK}' AND used_at IS NULL AND expires_at > ?3`
const FIND = `
  SELECT subject AS accountId, data AS purpose, expires_at AS expiresAt, used_at AS usedAt FROM one_time
  WHERE tenant_id = ?1 AND kind = '${PASSWORD_LINK}' AND id = ?2 AND value_hash = ?3`
const USE = `UPDATE one_time SET used_at = ?3 WHERE tenant_id = ?1 AND kind = '${PASSWORD_LINK}' AND id = ?2`
const CONFIRM = 'UPDATE accounts SET revision = ?3, email_verified = ?4 WHERE id = ?1 AND tenant_id = ?2'

export function insertPasswordLink(db: Connection, tenantId: Id, accountId: Id, link: NewPasswordLink): void {
  db.run(INSERT, tenantId, link.id, toBlob(link.valueHash), accountId, link.purpose, link.expiresAt)
}

export function endPasswordLinks(db: Connection, tenantId: Id, accountId: Id, now: number): void {
  db.run(END, tenantId, accountId, now)
}

export function findPasswordLink(
  db: Connection,
  tenantId: Id,
  input: Parameters<AccountVerbs['findPasswordLink']>[0],
): Awaited<ReturnType<AccountVerbs['findPasswordLink']>> {
  const link = db.one<PasswordLinkRow>(FIND, tenantId, input.id, toBlob(input.valueHash))
  if (link === undefined) return { outcome: 'unknown' }
  const outcome = checkPasswordLink(link, input.now)
  if (outcome !== 'open') return { outcome }
  const account = readAccount(db, tenantId, link.accountId)
  return account?.status === 'active' ? { outcome, purpose: link.purpose, account } : { outcome: 'expired' }
}

export function usePasswordLink(
  db: Connection,
  tenantId: Id,
  input: Parameters<AccountVerbs['usePasswordLink']>[0],
): Awaited<ReturnType<AccountVerbs['usePasswordLink']>> {
  const found = findPasswordLink(db, tenantId, input)
  if (found.outcome !== 'open') return found
  const account = afterPasswordLink(found.account, found.purpose)
  const { id } = account
  db.run(USE, tenantId, input.id, input.now)
  endPasswordLinks(db, tenantId, id, input.now)
  putPassword(db, tenantId, id, input.passwordHash, input.now)
  db.run(CONFIRM, id, tenantId, account.revision, toFlag(account.emailVerified))
  endOtherSessions(db, tenantId, id, null, input.now)
  writeEvents(db, tenantId, input.events)
  return { outcome: 'set', account }
}
