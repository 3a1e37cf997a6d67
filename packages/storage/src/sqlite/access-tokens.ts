import type { Client, DeadReason, FindAccessTokenOutcome, Id, NewAccessToken, Tenant } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { STANDING_COLUMNS, STANDING_TABLES, type StandingRow, toStanding } from './standing.ts'
import { fromList, fromScopes, toBlob, toList, toScopes } from './values.ts'

export type Origin =
  | { readonly grantId: Id; readonly client: Id }
  /** From client credentials: rests on the client alone. */
  | { readonly grantId: null; readonly client: Id; readonly clientEpoch: number; readonly tenantEpoch: number }

const INSERT = `
  INSERT INTO access_tokens (id, tenant_id, token_hash, grant_id, client, client_epoch, tenant_epoch, scopes, audience,
    expires_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`

export function insertAccessToken(db: Connection, tenantId: Id, token: NewAccessToken, origin: Origin): void {
  const epochs = origin.grantId === null ? origin : { clientEpoch: null, tenantEpoch: null }
  db.run(
    INSERT,
    token.id,
    tenantId,
    toBlob(token.tokenHash),
    origin.grantId,
    origin.client,
    epochs.clientEpoch,
    epochs.tenantEpoch,
    toScopes(token.scopes),
    toList(token.audience),
    token.expiresAt,
  )
}

interface TokenColumns {
  readonly id: Id
  readonly tokenScopes: string
  readonly tokenAudience: string | null
  readonly expiresAt: number
  readonly client: Id
  readonly clientId: string
}

const COLUMNS = `
  k.id, k.scopes AS tokenScopes, k.audience AS tokenAudience, k.expires_at AS expiresAt, k.client,
  c.client_id AS clientId`

const OF_GRANT = `
  SELECT ${COLUMNS}, ${STANDING_COLUMNS}
  FROM access_tokens k JOIN grants g ON g.id = k.grant_id AND g.tenant_id = ?1 ${STANDING_TABLES}
  WHERE k.id = ?2 AND k.tenant_id = ?1 AND k.token_hash = ?3`

interface OfClientRow extends TokenColumns {
  readonly issuedClientEpoch: number
  readonly issuedTenantEpoch: number
  readonly clientStatus: Client['status']
  readonly clientEpoch: number
  readonly tenantStatus: Tenant['status']
  readonly tenantEpoch: number
}

const OF_CLIENT = `
  SELECT ${COLUMNS}, k.client_epoch AS issuedClientEpoch, k.tenant_epoch AS issuedTenantEpoch,
    c.status AS clientStatus, c.epoch AS clientEpoch, t.status AS tenantStatus, t.epoch AS tenantEpoch
  FROM access_tokens k JOIN clients c ON c.id = k.client AND c.tenant_id = ?1 JOIN tenants t ON t.id = ?1
  WHERE k.id = ?2 AND k.tenant_id = ?1 AND k.token_hash = ?3 AND k.grant_id IS NULL`

export function findAccessToken(
  db: Connection,
  tenantId: Id,
  input: { id: Id; tokenHash: string },
): FindAccessTokenOutcome {
  const hash = toBlob(input.tokenHash)
  const granted = db.one<TokenColumns & StandingRow>(OF_GRANT, tenantId, input.id, hash)
  if (granted !== undefined)
    return { outcome: 'found', token: toToken(granted), standing: toStanding(db, tenantId, granted), dead: null }
  const issued = db.one<OfClientRow>(OF_CLIENT, tenantId, input.id, hash)
  if (issued === undefined) return { outcome: 'unknown' }
  return { outcome: 'found', token: toToken(issued), standing: null, dead: deadReason(issued) }
}

const toToken = (row: TokenColumns): Extract<FindAccessTokenOutcome, { outcome: 'found' }>['token'] => ({
  id: row.id,
  scopes: fromScopes(row.tokenScopes),
  audience: fromList(row.tokenAudience),
  expiresAt: row.expiresAt,
  client: row.client,
  clientId: row.clientId,
})

function deadReason(row: OfClientRow): DeadReason | null {
  if (row.tenantStatus !== 'open' || row.tenantEpoch !== row.issuedTenantEpoch) return 'tenant_changed'
  if (row.clientStatus !== 'active') return 'client_disabled'
  return row.clientEpoch === row.issuedClientEpoch ? null : 'client_changed'
}
