import type { AdministrationVerbs, Client, ClientSecret, Id } from '@identity-hub/core'
import { endSecrets } from '../rows/client-secrets.ts'
import { findClient, readClient } from './clients.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { insertScope } from './scopes.ts'
import { toJson } from '../rows/values.ts'
import { toFlag } from './flag.ts'

type Input<Verb extends keyof AdministrationVerbs> = Parameters<AdministrationVerbs[Verb]>[0]
type Outcome<Verb extends keyof AdministrationVerbs> = Awaited<ReturnType<AdministrationVerbs[Verb]>>

const TAKEN = 'SELECT 1 FROM clients WHERE (tenant_id = ?1 AND client_id = ?2) OR id = ?3'
const INSERT = `
  INSERT INTO clients (id, tenant_id, client_id, name, type, registered_by, first_party, auth_methods, grant_types,
    pkce, code_seconds, access_token_seconds, refresh_idle_seconds, refresh_absolute_seconds, retry_window_seconds,
    required_role, status, epoch, revision, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 'active', 0, 0, ?17)`
const INSERT_URI = 'INSERT INTO client_redirect_uris (client, position, tenant_id, uri) VALUES (?1, ?2, ?3, ?4)'
const INSERT_ORIGIN = 'INSERT INTO client_origins (client, position, tenant_id, origin) VALUES (?1, ?2, ?3, ?4)'
const INSERT_SCOPE =
  'INSERT INTO client_scopes (client, position, tenant_id, name, assignment) VALUES (?1, ?2, ?3, ?4, ?5)'
const INSERT_SECRET = `
  INSERT INTO client_secrets (client, id, tenant_id, secret_hash, created_at, expires_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)`

const insertSecret = (db: Connection, tenantId: Id, client: Id, secret: ClientSecret): void => {
  db.run(INSERT_SECRET, client, secret.id, tenantId, secret.secretHash, secret.createdAt, secret.expiresAt)
}

function insertClient(db: Connection, tenantId: Id, client: Input<'createClient'>['client']): void {
  const { id } = client
  db.run(
    INSERT,
    id,
    tenantId,
    client.clientId,
    client.name,
    client.type,
    client.registeredBy,
    toFlag(client.firstParty),
    toJson(client.authMethods),
    toJson(client.grantTypes),
    client.pkce,
    client.codeSeconds,
    client.accessTokenSeconds,
    client.refreshIdleSeconds,
    client.refreshAbsoluteSeconds,
    client.retryWindowSeconds,
    client.requiredRole,
    client.createdAt,
  )
  client.redirectUris.forEach((uri, position) => db.run(INSERT_URI, id, position, tenantId, uri))
  client.allowedOrigins.forEach((origin, position) => db.run(INSERT_ORIGIN, id, position, tenantId, origin))
  client.scopes.forEach(({ name, assignment }, position) =>
    db.run(INSERT_SCOPE, id, position, tenantId, name, assignment),
  )
  for (const secret of client.secrets) insertSecret(db, tenantId, id, secret)
}

export function createClient(db: Connection, tenantId: Id, input: Input<'createClient'>): Outcome<'createClient'> {
  const { client, missingScopes, now } = input
  if (db.one(TAKEN, tenantId, client.clientId, client.id) !== undefined) return { outcome: 'exists' }
  const createdScopes = missingScopes.filter((scope) => insertScope(db, tenantId, scope, now)).map(({ name }) => name)
  insertClient(db, tenantId, client)
  writeEvents(db, tenantId, input.events)
  return { outcome: 'created', client: mustRead(db, tenantId, client.id), createdScopes }
}

function mustRead(db: Connection, tenantId: Id, client: Id): Client {
  const found = readClient(db, tenantId, client)
  if (found === null) throw new Error(`client ${client} is gone in the transaction that wrote it`)
  return found
}

const REMOVE_SECRET = 'DELETE FROM client_secrets WHERE client = ?1 AND id = ?2 AND tenant_id = ?3'
const END_SECRET = 'UPDATE client_secrets SET expires_at = ?4 WHERE client = ?1 AND id = ?2 AND tenant_id = ?3'
const RAISE_REVISION = 'UPDATE clients SET revision = revision + 1 WHERE id = ?1 AND tenant_id = ?2'

export function rotateClientSecret(
  db: Connection,
  tenantId: Id,
  input: Input<'rotateClientSecret'>,
): Outcome<'rotateClientSecret'> {
  const client = findClient(db, tenantId, input.clientId)
  if (client === null) return { outcome: 'unknown' }
  if (client.authMethods.every((method) => method === 'none')) return { outcome: 'no-secrets' }

  for (const { id, endsAt } of endSecrets(client, input))
    if (endsAt === null) db.run(REMOVE_SECRET, client.id, id, tenantId)
    else db.run(END_SECRET, client.id, id, tenantId, endsAt)
  insertSecret(db, tenantId, client.id, input.secret)
  db.run(RAISE_REVISION, client.id, tenantId)
  writeEvents(db, tenantId, input.events)
  return { outcome: 'changed', client: mustRead(db, tenantId, client.id) }
}

// Raising the epoch ends its tokens and grants, without touching a single one of them.
const CHANGES = {
  disable: `
    UPDATE clients SET status = 'disabled', epoch = epoch + 1, revision = revision + 1
    WHERE tenant_id = ?1 AND client_id = ?2 AND status = 'active'`,
  enable: `
    UPDATE clients SET status = 'active', revision = revision + 1
    WHERE tenant_id = ?1 AND client_id = ?2 AND status = 'disabled'`,
} as const

export function changeClient(db: Connection, tenantId: Id, input: Input<'changeClient'>): Outcome<'changeClient'> {
  const { clientId, change, events } = input
  const isChanged = db.run(CHANGES[change], tenantId, clientId) === 1
  const client = findClient(db, tenantId, clientId)
  if (client === null) return { outcome: 'unknown' }
  if (!isChanged) return { outcome: 'unchanged' }
  writeEvents(db, tenantId, events)
  return { outcome: 'changed', client }
}
