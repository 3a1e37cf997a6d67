import type { AuthorizationFacts, Consent, Id, TokenVerbs } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { revokeGrantsOf } from './grants.ts'
import { readScopes } from './scopes.ts'
import { fromJson, fromScopes, toScopes } from '../rows/values.ts'

const REMEMBERED = `
  SELECT scopes, decided_at AS decidedAt FROM consents
  WHERE account_id = ?2 AND client = ?3 AND tenant_id = ?1 AND withdrawn_at IS NULL`
const REMEMBER = `
  INSERT INTO consents (account_id, client, tenant_id, scopes, decided_at) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT DO UPDATE SET scopes = excluded.scopes, decided_at = excluded.decided_at, withdrawn_at = NULL`
const FORGET = `
  UPDATE consents SET withdrawn_at = ?4, scopes = ''
  WHERE account_id = ?2 AND client = ?3 AND tenant_id = ?1 AND withdrawn_at IS NULL`

function readConsent(db: Connection, tenantId: Id, accountId: Id, client: Id): Consent | null {
  const row = db.one<{ scopes: string; decidedAt: number }>(REMEMBERED, tenantId, accountId, client)
  return row === undefined ? null : { scopes: fromScopes(row.scopes), decidedAt: row.decidedAt }
}

/** Joins the scopes with those that are remembered. */
export function rememberConsent(
  db: Connection,
  tenantId: Id,
  input: { accountId: Id; client: Id; scopes: readonly string[]; now: number },
): void {
  const { accountId, client, now } = input
  const earlier = readConsent(db, tenantId, accountId, client)?.scopes ?? []
  const scopes = [...new Set([...earlier, ...input.scopes])]
  db.run(REMEMBER, accountId, client, tenantId, toScopes(scopes), now)
}

const HELD = `
  SELECT a.claims, (SELECT json_group_array(r.role ORDER BY r.role) FROM account_roles r
    WHERE r.account_id = a.id AND r.tenant_id = ?1) AS roles
  FROM accounts a WHERE a.id = ?2 AND a.tenant_id = ?1`

export function findAuthorizationFacts(
  db: Connection,
  tenantId: Id,
  input: { accountId: Id; client: Id; scopes: readonly string[] },
): AuthorizationFacts {
  const held = db.one<{ roles: string; claims: string }>(HELD, tenantId, input.accountId)
  return {
    consent: readConsent(db, tenantId, input.accountId, input.client),
    roles: fromJson(held?.roles ?? '[]'),
    claims: fromJson(held?.claims ?? '{}'),
    scopes: readScopes(db, tenantId, input.scopes),
  }
}

export function withdrawConsent(
  db: Connection,
  tenantId: Id,
  input: Parameters<TokenVerbs['withdrawConsent']>[0],
): Awaited<ReturnType<TokenVerbs['withdrawConsent']>> {
  const { accountId, client, now } = input
  const forgotten = db.run(FORGET, tenantId, accountId, client, now)
  const revokedGrants = revokeGrantsOf(db, tenantId, { accountId, client, reason: 'consent_withdrawn', now })
  if (forgotten + revokedGrants === 0) {
    writeEvents(db, tenantId, input.events?.none)
    return { outcome: 'none' }
  }
  writeEvents(db, tenantId, input.events?.withdrawn)
  return { outcome: 'withdrawn', revokedGrants }
}
