import type { Client, Id } from '@identity-hub/core'
import type { ClientRevision } from '../client-cache.ts'
import type { ClientState } from '../rows/client-tokens.ts'
import { fromJson } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { inOrder, type Numbered } from './numbered.ts'

type ClientRow = Omit<Client, 'authMethods' | 'grantTypes'> & Record<'authMethods' | 'grantTypes', string>

// One statement: what hangs on a client comes as JSON, which arrives parsed.
const SELECT = `
  SELECT c.id, c.client_id AS "clientId", c.name, c.type, c.registered_by AS "registeredBy",
    c.first_party AS "firstParty", c.auth_methods AS "authMethods", c.grant_types AS "grantTypes", c.pkce,
    c.code_seconds AS "codeSeconds", c.access_token_seconds AS "accessTokenSeconds",
    c.refresh_idle_seconds AS "refreshIdleSeconds", c.refresh_absolute_seconds AS "refreshAbsoluteSeconds",
    c.retry_window_seconds AS "retryWindowSeconds", c.required_role AS "requiredRole", c.status, c.epoch, c.revision,
    c.created_at AS "createdAt",
    ARRAY(SELECT o.origin FROM client_origins o WHERE o.client = c.id ORDER BY o.position) AS "allowedOrigins",
    ARRAY(SELECT u.uri FROM client_redirect_uris u WHERE u.client = c.id ORDER BY u.position) AS "redirectUris",
    ARRAY(SELECT json_build_object('name', s.name, 'assignment', s.assignment)
      FROM client_scopes s WHERE s.client = c.id ORDER BY s.position) AS scopes,
    ARRAY(SELECT json_build_object('id', k.id, 'secretHash', k.secret_hash, 'createdAt', k.created_at,
      'expiresAt', k.expires_at) FROM client_secrets k WHERE k.client = c.id ORDER BY k.id) AS secrets
  FROM clients c`

const BY_ID = `${SELECT} WHERE c.id = $2 AND c.tenant_id || '' = $1 AND c.deleted_at IS NULL`
const BY_IDS = `
  ${SELECT} WHERE c.id = ANY($2::text[]) AND c.tenant_id || '' = $1 AND c.deleted_at IS NULL
  ORDER BY c.name, c.client_id`

const toClient = (row: ClientRow): Client => ({
  ...row,
  authMethods: fromJson<Client['authMethods']>(row.authMethods),
  grantTypes: fromJson<Client['grantTypes']>(row.grantTypes),
})

/** By the record's id. */
export async function readClient(db: Connection, tenantId: Id, client: Id): Promise<Client | null> {
  const row = await db.one<ClientRow>(BY_ID, tenantId, client)
  return row === undefined ? null : toClient(row)
}

/** The same in the transaction that has just written it. */
export async function requireClient(db: Connection, tenantId: Id, client: Id): Promise<Client> {
  const found = await readClient(db, tenantId, client)
  if (found === null) throw new Error(`client ${client} is gone in the transaction that wrote it`)
  return found
}

/** By name, then client id. */
export const readClients = async (db: Connection, tenantId: Id, clients: readonly Id[]): Promise<readonly Client[]> =>
  (await db.all<ClientRow>(BY_IDS, tenantId, clients)).map(toClient)

const LOCK = `
  SELECT id FROM clients WHERE tenant_id = $1 AND client_id = $2 AND deleted_at IS NULL FOR NO KEY UPDATE`

/** As it stays until the transaction ends. */
export async function lockClient(db: Connection, tenantId: Id, clientId: string): Promise<Client | null> {
  const locked = await db.one<{ id: Id }>(LOCK, tenantId, clientId)
  return locked === undefined ? null : readClient(db, tenantId, locked.id)
}

const REVISIONS = `
  SELECT q.n, found.*
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS q(tenant_id, client_id, n)
    CROSS JOIN LATERAL (
      SELECT c.id, c.status, c.epoch, c.revision FROM clients c
      WHERE c.tenant_id = q.tenant_id AND c.client_id = q.client_id AND c.deleted_at IS NULL OFFSET 0) AS found`

/** In the order of what is wanted; null: there is none. */
export async function readRevisions(
  db: Connection,
  wanted: readonly { readonly tenantId: Id; readonly clientId: string }[],
): Promise<(ClientRevision | null)[]> {
  const tenantIds = wanted.map(({ tenantId }) => tenantId)
  const clientIds = wanted.map(({ clientId }) => clientId)
  const rows = await db.all<Numbered<ClientRevision>>(REVISIONS, tenantIds, clientIds)
  return inOrder<ClientRevision, ClientRevision | null>(wanted, rows, (row) => row, null)
}

const STATE = `SELECT status, epoch FROM clients WHERE id = $2 AND tenant_id || '' = $1`

/** What fences compare with. */
export const readClientState = (db: Connection, tenantId: Id, client: Id): Promise<ClientState | undefined> =>
  db.one<ClientState>(STATE, tenantId, client)

const ALLOWED_ORIGIN = `
  SELECT o.client FROM client_origins o JOIN clients c ON c.id = o.client
  WHERE o.tenant_id = $1 AND o.origin = $2 AND c.tenant_id || '' = $1 AND c.status = 'active' LIMIT 1`

export const findAllowedOrigin = async (
  db: Connection,
  tenantId: Id,
  origin: string,
): Promise<{ outcome: 'allowed' | 'unknown' }> => {
  const found = await db.one(ALLOWED_ORIGIN, tenantId, origin)
  return { outcome: found === undefined ? 'unknown' : 'allowed' }
}
