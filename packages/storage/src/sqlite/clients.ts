import type { Client, ClientScope, ClientSecret, Id, TenantStorage } from '@identity-hub/core'
import type { ClientCache, ClientRevision } from '../client-cache.ts'
import type { ClientState } from '../rows/client-tokens.ts'
import type { Connection } from './connection.ts'
import { fromJson, toJson } from '../rows/values.ts'

type ListColumn = 'authMethods' | 'grantTypes' | 'allowedOrigins' | 'redirectUris' | 'scopes' | 'secrets'
type ClientRow = Omit<Client, ListColumn | 'firstParty'> & { readonly firstParty: number } & Record<ListColumn, string>

// One statement: what hangs on a client comes as JSON.
const SELECT = `
  SELECT c.id, c.client_id AS clientId, c.name, c.type, c.registered_by AS registeredBy, c.first_party AS firstParty,
    c.auth_methods AS authMethods, c.grant_types AS grantTypes, c.pkce, c.code_seconds AS codeSeconds,
    c.access_token_seconds AS accessTokenSeconds, c.refresh_idle_seconds AS refreshIdleSeconds,
    c.refresh_absolute_seconds AS refreshAbsoluteSeconds, c.retry_window_seconds AS retryWindowSeconds,
    c.required_role AS requiredRole, c.status, c.epoch, c.revision, c.created_at AS createdAt,
    (SELECT json_group_array(o.origin ORDER BY o.position) FROM client_origins o WHERE o.client = c.id)
      AS allowedOrigins,
    (SELECT json_group_array(u.uri ORDER BY u.position) FROM client_redirect_uris u WHERE u.client = c.id)
      AS redirectUris,
    (SELECT json_group_array(json_object('name', s.name, 'assignment', s.assignment) ORDER BY s.position)
      FROM client_scopes s WHERE s.client = c.id) AS scopes,
    (SELECT json_group_array(json_object('id', k.id, 'secretHash', k.secret_hash, 'createdAt', k.created_at,
      'expiresAt', k.expires_at) ORDER BY k.id) FROM client_secrets k WHERE k.client = c.id) AS secrets
  FROM clients c`

const BY_CLIENT_ID = `${SELECT} WHERE c.tenant_id = ?1 AND c.client_id = ?2 AND c.deleted_at IS NULL`
const BY_ID = `${SELECT} WHERE c.id = ?2 AND c.tenant_id = ?1 AND c.deleted_at IS NULL`
const BY_IDS = `
  ${SELECT} WHERE c.id IN (SELECT value FROM json_each(?2)) AND c.tenant_id = ?1 AND c.deleted_at IS NULL
  ORDER BY c.name, c.client_id`

const toClient = (row: ClientRow): Client => ({
  ...row,
  firstParty: row.firstParty === 1,
  authMethods: fromJson<Client['authMethods']>(row.authMethods),
  grantTypes: fromJson<Client['grantTypes']>(row.grantTypes),
  allowedOrigins: fromJson<readonly string[]>(row.allowedOrigins),
  redirectUris: fromJson<readonly string[]>(row.redirectUris),
  scopes: fromJson<readonly ClientScope[]>(row.scopes),
  secrets: fromJson<readonly ClientSecret[]>(row.secrets),
})

export function findClient(db: Connection, tenantId: Id, clientId: string): Client | null {
  const row = db.one<ClientRow>(BY_CLIENT_ID, tenantId, clientId)
  return row === undefined ? null : toClient(row)
}

/** By the record's id. */
export function readClient(db: Connection, tenantId: Id, client: Id): Client | null {
  const row = db.one<ClientRow>(BY_ID, tenantId, client)
  return row === undefined ? null : toClient(row)
}

/** The same in the transaction that has just written it. */
export function requireClient(db: Connection, tenantId: Id, client: Id): Client {
  const found = readClient(db, tenantId, client)
  if (found === null) throw new Error(`client ${client} is gone in the transaction that wrote it`)
  return found
}

/** By name, then client id. */
export const readClients = (db: Connection, tenantId: Id, clients: readonly Id[]): readonly Client[] =>
  db.all<ClientRow>(BY_IDS, tenantId, toJson(clients)).map(toClient)

const REVISION = `
  SELECT id, status, epoch, revision FROM clients WHERE tenant_id = ?1 AND client_id = ?2 AND deleted_at IS NULL`

/** Asks for the revision, and reads the whole of a client only when it has another one than is kept. */
export function lookUpClient(
  db: Connection,
  cache: ClientCache,
  tenantId: Id,
  clientId: string,
): Awaited<ReturnType<TenantStorage['findClient']>> {
  const current = db.one<ClientRevision>(REVISION, tenantId, clientId)
  const client = current === undefined ? null : currentClient(db, cache, tenantId, current)
  return client === null ? { outcome: 'unknown' } : { outcome: 'found', client }
}

export function currentClient(
  db: Connection,
  cache: ClientCache,
  tenantId: Id,
  current: ClientRevision,
): Client | null {
  const kept = cache.get(current)
  if (kept !== null) return kept
  const client = readClient(db, tenantId, current.id)
  return client === null ? null : cache.keep(client)
}

const STATE = 'SELECT status, epoch FROM clients WHERE id = ?2 AND tenant_id = ?1'

/** What fences compare with. */
export const readClientState = (db: Connection, tenantId: Id, client: Id): ClientState | undefined =>
  db.one(STATE, tenantId, client)

const ALLOWED_ORIGIN = `
  SELECT 1 FROM client_origins o JOIN clients c ON c.id = o.client
  WHERE o.tenant_id = ?1 AND o.origin = ?2 AND c.tenant_id = ?1 AND c.status = 'active' LIMIT 1`

export const findAllowedOrigin = (
  db: Connection,
  tenantId: Id,
  origin: string,
): { outcome: 'allowed' | 'unknown' } => ({
  outcome: db.one(ALLOWED_ORIGIN, tenantId, origin) === undefined ? 'unknown' : 'allowed',
})
