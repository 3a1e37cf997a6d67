import type { AdministrationVerbs, Client, ClientSecret, Id } from '@identity-hub/core'
import { endSecrets } from '../rows/client-secrets.ts'
import { toJson } from '../rows/values.ts'
import { lockClient, readClient } from './clients.ts'
import { writeEvents } from './events.ts'
import { insertScope } from './scopes.ts'
import type { Transaction } from './transactions.ts'

type Input<Verb extends keyof AdministrationVerbs> = Parameters<AdministrationVerbs[Verb]>[0]

const INSERT = `
  INSERT INTO clients (id, tenant_id, client_id, name, type, registered_by, first_party, auth_methods, grant_types,
    pkce, code_seconds, access_token_seconds, refresh_idle_seconds, refresh_absolute_seconds, retry_window_seconds,
    required_role, status, epoch, revision, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'active', 0, 0, $17)
  ON CONFLICT DO NOTHING`
const INSERT_URI = 'INSERT INTO client_redirect_uris (client, position, tenant_id, uri) VALUES ($1, $2, $3, $4)'
const INSERT_ORIGIN = 'INSERT INTO client_origins (client, position, tenant_id, origin) VALUES ($1, $2, $3, $4)'
const INSERT_SCOPE =
  'INSERT INTO client_scopes (client, position, tenant_id, name, assignment) VALUES ($1, $2, $3, $4, $5)'
const INSERT_SECRET = `
  INSERT INTO client_secrets (client, id, tenant_id, secret_hash, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6)`
const IS_THERE = 'SELECT id FROM clients WHERE id = $1'
const SECRET_IS_THERE = 'SELECT id FROM client_secrets WHERE client = $1 AND id = $2'

async function insertSecret(db: Transaction, tenantId: Id, client: Id, secret: ClientSecret): Promise<void> {
  await db.run(INSERT_SECRET, client, secret.id, tenantId, secret.secretHash, secret.createdAt, secret.expiresAt)
}

/** False: there is one of that identifier. */
async function insertClient(db: Transaction, tenantId: Id, client: Input<'createClient'>['client']): Promise<boolean> {
  const { id } = client
  const inserted = await db.run(
    INSERT,
    id,
    tenantId,
    client.clientId,
    client.name,
    client.type,
    client.registeredBy,
    client.firstParty,
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
  if (inserted === 0) return false
  for (const [position, uri] of client.redirectUris.entries()) await db.run(INSERT_URI, id, position, tenantId, uri)
  for (const [position, origin] of client.allowedOrigins.entries())
    await db.run(INSERT_ORIGIN, id, position, tenantId, origin)
  for (const [position, { name, assignment }] of client.scopes.entries())
    await db.run(INSERT_SCOPE, id, position, tenantId, name, assignment)
  for (const secret of client.secrets) await insertSecret(db, tenantId, id, secret)
  return true
}

export async function createClient(
  db: Transaction,
  tenantId: Id,
  input: Input<'createClient'>,
): ReturnType<AdministrationVerbs['createClient']> {
  const { client, missingScopes, now } = input
  if (!(await insertClient(db, tenantId, client))) return { outcome: 'exists' }
  db.leaveWitness(IS_THERE, client.id)
  const createdScopes: string[] = []
  for (const scope of missingScopes) if (await insertScope(db, tenantId, scope, now)) createdScopes.push(scope.name)
  await writeEvents(db, tenantId, input.events)
  return { outcome: 'created', client: await mustRead(db, tenantId, client.id), createdScopes }
}

async function mustRead(db: Transaction, tenantId: Id, client: Id): Promise<Client> {
  const found = await readClient(db, tenantId, client)
  if (found === null) throw new Error(`client ${client} is gone in the transaction that wrote it`)
  return found
}

const REMOVE_SECRET = 'DELETE FROM client_secrets WHERE client = $1 AND id = $2 AND tenant_id = $3'
const END_SECRET = 'UPDATE client_secrets SET expires_at = $4 WHERE client = $1 AND id = $2 AND tenant_id = $3'
const RAISE_REVISION = `UPDATE clients SET revision = revision + 1 WHERE id = $1 AND tenant_id || '' = $2`

export async function rotateClientSecret(
  db: Transaction,
  tenantId: Id,
  input: Input<'rotateClientSecret'>,
): ReturnType<AdministrationVerbs['rotateClientSecret']> {
  const client = await lockClient(db, tenantId, input.clientId)
  if (client === null) return { outcome: 'unknown' }
  if (client.authMethods.every((method) => method === 'none')) return { outcome: 'no-secrets' }

  for (const { id, endsAt } of endSecrets(client, input))
    if (endsAt === null) await db.run(REMOVE_SECRET, client.id, id, tenantId)
    else await db.run(END_SECRET, client.id, id, tenantId, endsAt)
  await insertSecret(db, tenantId, client.id, input.secret)
  db.leaveWitness(SECRET_IS_THERE, client.id, input.secret.id)
  await db.run(RAISE_REVISION, client.id, tenantId)
  await writeEvents(db, tenantId, input.events)
  return { outcome: 'changed', client: await mustRead(db, tenantId, client.id) }
}

// Raising the epoch ends its tokens and grants, without touching a single one of them.
const CHANGES = {
  disable: `
    UPDATE clients SET status = 'disabled', epoch = epoch + 1, revision = revision + 1
    WHERE id = $2 AND tenant_id || '' = $1 AND status = 'active'`,
  enable: `
    UPDATE clients SET status = 'active', revision = revision + 1
    WHERE id = $2 AND tenant_id || '' = $1 AND status = 'disabled'`,
} as const

export async function changeClient(
  db: Transaction,
  tenantId: Id,
  { clientId, change, events }: Input<'changeClient'>,
): ReturnType<AdministrationVerbs['changeClient']> {
  const client = await lockClient(db, tenantId, clientId)
  if (client === null) return { outcome: 'unknown' }
  if ((await db.run(CHANGES[change], tenantId, client.id)) === 0) return { outcome: 'unchanged' }
  await writeEvents(db, tenantId, events)
  return { outcome: 'changed', client: await mustRead(db, tenantId, client.id) }
}
