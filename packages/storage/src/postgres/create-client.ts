import type { ClientVerbs, Id } from '@identity-hub/core'
import { toJson } from '../rows/values.ts'
import { putClientLists } from './client-lists.ts'
import { insertSecret } from './client-secrets.ts'
import { requireClient } from './clients.ts'
import { writeEvents } from './events.ts'
import { keepAnswer } from './idempotency.ts'
import { findMissingRole } from './roles.ts'
import { findMissingScope, insertScope } from './scopes.ts'
import type { Transaction } from './transactions.ts'

type Input = Parameters<ClientVerbs['createClient']>[0]

// Deleted ones are in the way too: their ids are never given again.
const INSERT = `
  INSERT INTO clients (id, tenant_id, client_id, name, type, registered_by, first_party, auth_methods, grant_types,
    pkce, code_seconds, access_token_seconds, refresh_idle_seconds, refresh_absolute_seconds, retry_window_seconds,
    required_role, status, epoch, revision, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'active', 0, 0, $17)
  ON CONFLICT DO NOTHING`
const IS_THERE = 'SELECT id FROM clients WHERE id = $1'

export async function createClient(
  db: Transaction,
  tenantId: Id,
  input: Input,
): ReturnType<ClientVerbs['createClient']> {
  const { client, missingScopes, idempotency, now } = input
  const repeated = await keepAnswer(db, tenantId, idempotency, now)
  if (repeated !== null) return repeated
  // Roles and scopes before the client, as whoever deletes one of them takes them.
  const role = await findMissingRole(db, tenantId, input.neededRoles)
  const createdScopes = new Set<string>()
  // In one order, so that two who need the same scopes do not wait for each other.
  for (const scope of missingScopes.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    if (await insertScope(db, tenantId, scope, now)) createdScopes.add(scope.name)
  const names = client.scopes.map(({ name }) => name)
  const missing = await findMissingScope(db, tenantId, names)
  if (!(await insertClient(db, tenantId, client))) {
    db.undo()
    return { outcome: 'exists' }
  }
  if (role !== undefined) {
    db.undo()
    return { outcome: 'unknown-role', role }
  }
  if (missing !== undefined) {
    db.undo()
    return { outcome: 'unknown-scope', scope: missing }
  }
  db.leaveWitness(IS_THERE, client.id)
  await putClientLists(db, tenantId, client.id, client)
  for (const secret of client.secrets) await insertSecret(db, tenantId, client.id, secret)
  await writeEvents(db, tenantId, input.events)
  return {
    outcome: 'created',
    client: await requireClient(db, tenantId, client.id),
    createdScopes: missingScopes.map(({ name }) => name).filter((name) => createdScopes.has(name)),
  }
}

/** False: there is one of that identifier. */
async function insertClient(db: Transaction, tenantId: Id, client: Input['client']): Promise<boolean> {
  const inserted = await db.run(
    INSERT,
    client.id,
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
  return inserted === 1
}
