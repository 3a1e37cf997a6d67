import type { Client, Id } from '@identity-hub/core'
import type { Connection } from './connection.ts'

/** What hangs on a client and keeps its order. */
export type ClientLists = Pick<Client, 'redirectUris' | 'allowedOrigins' | 'scopes'>

const REMOVE_URIS = 'DELETE FROM client_redirect_uris WHERE client = ?1'
const REMOVE_ORIGINS = 'DELETE FROM client_origins WHERE client = ?1'
const REMOVE_SCOPES = 'DELETE FROM client_scopes WHERE client = ?1'
const INSERT_URI = 'INSERT INTO client_redirect_uris (client, position, tenant_id, uri) VALUES (?1, ?2, ?3, ?4)'
const INSERT_ORIGIN = 'INSERT INTO client_origins (client, position, tenant_id, origin) VALUES (?1, ?2, ?3, ?4)'
const INSERT_SCOPE =
  'INSERT INTO client_scopes (client, position, tenant_id, name, assignment) VALUES (?1, ?2, ?3, ?4, ?5)'

/** Replaces those lists that are given. The caller knows that the client is the tenant's. */
export function putClientLists(db: Connection, tenantId: Id, client: Id, lists: Partial<ClientLists>): void {
  const { redirectUris, allowedOrigins, scopes } = lists
  if (redirectUris !== undefined) {
    db.run(REMOVE_URIS, client)
    for (const [position, uri] of redirectUris.entries()) db.run(INSERT_URI, client, position, tenantId, uri)
  }
  if (allowedOrigins !== undefined) {
    db.run(REMOVE_ORIGINS, client)
    for (const [position, origin] of allowedOrigins.entries()) db.run(INSERT_ORIGIN, client, position, tenantId, origin)
  }
  if (scopes !== undefined) {
    db.run(REMOVE_SCOPES, client)
    for (const [position, { name, assignment }] of scopes.entries())
      db.run(INSERT_SCOPE, client, position, tenantId, name, assignment)
  }
}
