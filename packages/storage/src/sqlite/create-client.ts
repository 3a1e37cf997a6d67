import type { ClientVerbs, Id } from '@identity-hub/core'
import { toJson } from '../rows/values.ts'
import { putClientLists } from './client-lists.ts'
import { insertSecret } from './client-secrets.ts'
import { requireClient } from './clients.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { toFlag } from './flag.ts'
import { forgetAnswer, keepAnswer } from './idempotency.ts'
import { findMissingRole } from './roles.ts'
import { findMissingScope, insertScope } from './scopes.ts'

type Input = Parameters<ClientVerbs['createClient']>[0]
type Outcome = Awaited<ReturnType<ClientVerbs['createClient']>>

// Deleted ones too: their ids are never given again.
const TAKEN = 'SELECT 1 FROM clients WHERE (tenant_id = ?1 AND client_id = ?2) OR id = ?3'
const INSERT = `
  INSERT INTO clients (id, tenant_id, client_id, name, type, registered_by, first_party, auth_methods, grant_types,
    pkce, code_seconds, access_token_seconds, refresh_idle_seconds, refresh_absolute_seconds, retry_window_seconds,
    required_role, status, epoch, revision, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 'active', 0, 0, ?17)`

export function createClient(db: Connection, tenantId: Id, input: Input): Outcome {
  const { client, missingScopes, idempotency, now } = input
  const repeated = keepAnswer(db, tenantId, idempotency, now)
  if (repeated !== null) return repeated
  const refused = refuse(db, tenantId, input)
  if (refused !== null) {
    forgetAnswer(db, tenantId, idempotency)
    return refused
  }
  const createdScopes = missingScopes.filter((scope) => insertScope(db, tenantId, scope, now)).map(({ name }) => name)
  insertClient(db, tenantId, client)
  putClientLists(db, tenantId, client.id, client)
  for (const secret of client.secrets) insertSecret(db, tenantId, client.id, secret)
  writeEvents(db, tenantId, input.events)
  return { outcome: 'created', client: requireClient(db, tenantId, client.id), createdScopes }
}

function refuse(db: Connection, tenantId: Id, { client, missingScopes, neededRoles }: Input): Outcome | null {
  if (db.one(TAKEN, tenantId, client.clientId, client.id) !== undefined) return { outcome: 'exists' }
  const role = findMissingRole(db, tenantId, neededRoles)
  if (role !== undefined) return { outcome: 'unknown-role', role }
  const made = new Set(missingScopes.map(({ name }) => name))
  const needed = client.scopes.map(({ name }) => name).filter((name) => !made.has(name))
  const scope = findMissingScope(db, tenantId, needed)
  return scope === undefined ? null : { outcome: 'unknown-scope', scope }
}

function insertClient(db: Connection, tenantId: Id, client: Input['client']): void {
  db.run(
    INSERT,
    client.id,
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
}
