import { IDEMPOTENCY } from './idempotency.ts'

/**
 * Empties an account, and removes what else tells of the person. The id stays, so nobody gets it; tokens and grants stay
 * with it, dead, until they are purged. Addresses in events go in slices, see `event_tasks`.
 * @param p the mark of the driver's parameters: the account's id, then the tenant's
 */
export const eraseFrom = (p: '?' | '$'): readonly string[] => [
  // The tenant as an expression, so that no index leads to everything of it.
  ...['account_identifiers', 'account_credentials', 'account_roles', 'consents', 'event_details'].map(
    (table) => `DELETE FROM ${table} WHERE account_id = ${p}1 AND tenant_id || '' = ${p}2`,
  ),
  `DELETE FROM one_time WHERE subject = ${p}1 AND tenant_id || '' = ${p}2 AND kind <> '${IDEMPOTENCY}'`,
  // A creation that was made stays made, whatever its answer was.
  `UPDATE one_time SET data = '' WHERE subject = ${p}1 AND tenant_id || '' = ${p}2 AND kind = '${IDEMPOTENCY}'`,
  // Those that have ended have lost it then.
  `UPDATE sessions SET user_agent = NULL, source = NULL
    WHERE account_id = ${p}1 AND tenant_id = ${p}2 AND ended_at IS NULL`,
  `INSERT INTO event_tasks (task, tenant_id, account_id, position) VALUES ('erase ' || ${p}1, ${p}2, ${p}1, '')`,
]

/** @param p the mark of the driver's parameters: the account's id, the tenant's, then the instant */
export const leaveTombstone = (p: '?' | '$'): string => `
  UPDATE accounts SET status = 'archived', epoch = epoch + 1, revision = revision + 1, display_name = '', user_name = '',
    search_name = '', email_address = NULL, email_verified = false, claims = '{}', erased_at = ${p}3
  WHERE id = ${p}1 AND tenant_id = ${p}2`
