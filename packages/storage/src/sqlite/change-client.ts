import type { Client, ClientSettings, ClientVerbs, Id } from '@identity-hub/core'
import { asDeleted, movesPolicy } from '../rows/client-changes.ts'
import { differs, isOutdated } from '../rows/revisions.ts'
import { toJson } from '../rows/values.ts'
import { putClientLists } from './client-lists.ts'
import { findClient, requireClient } from './clients.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { toFlag } from './flag.ts'
import { findMissingRole } from './roles.ts'
import { findMissingScope } from './scopes.ts'
import { raisePolicyVersion } from './tenants.ts'

type Input = Parameters<ClientVerbs['changeClient']>[0]
type Outcome = Awaited<ReturnType<ClientVerbs['changeClient']>>

export function changeClient(db: Connection, tenantId: Id, input: Input): Outcome {
  const { change, expectedRevision } = input
  const client = findClient(db, tenantId, input.clientId)
  if (client === null) return { outcome: 'unknown' }
  if (isOutdated(expectedRevision, client)) return { outcome: 'conflict' }
  const role = findMissingRole(db, tenantId, input.neededRoles)
  if (role !== undefined) return { outcome: 'unknown-role', role }
  switch (change.kind) {
    case 'update':
      return updateClient(db, tenantId, client, change.settings, input)
    case 'disable':
    case 'enable':
      return changeStatus(db, tenantId, client, change.kind, input)
    case 'delete':
      return deleteClient(db, tenantId, client, input)
  }
}

const UPDATE = `
  UPDATE clients SET name = ?3, first_party = ?4, auth_methods = ?5, grant_types = ?6, pkce = ?7, code_seconds = ?8,
    access_token_seconds = ?9, refresh_idle_seconds = ?10, refresh_absolute_seconds = ?11, retry_window_seconds = ?12,
    required_role = ?13, revision = revision + 1
  WHERE id = ?1 AND tenant_id = ?2`

function updateClient(
  db: Connection,
  tenantId: Id,
  client: Client,
  settings: Partial<ClientSettings>,
  { events }: Input,
): Outcome {
  const scope = findMissingScope(db, tenantId, settings.scopes?.map(({ name }) => name) ?? [])
  if (scope !== undefined) return { outcome: 'unknown-scope', scope }
  if (!differs(client, settings)) return { outcome: 'unchanged', client }

  const changed = { ...client, ...settings }
  db.run(
    UPDATE,
    client.id,
    tenantId,
    changed.name,
    toFlag(changed.firstParty),
    toJson(changed.authMethods),
    toJson(changed.grantTypes),
    changed.pkce,
    changed.codeSeconds,
    changed.accessTokenSeconds,
    changed.refreshIdleSeconds,
    changed.refreshAbsoluteSeconds,
    changed.retryWindowSeconds,
    changed.requiredRole,
  )
  putClientLists(db, tenantId, client.id, settings)
  if (movesPolicy(client, settings)) raisePolicyVersion(db, tenantId)
  writeEvents(db, tenantId, events)
  return { outcome: 'changed', client: requireClient(db, tenantId, client.id) }
}

// Raising the epoch ends its tokens and grants, without touching a single one of them.
const CHANGES = {
  disable: `
    UPDATE clients SET status = 'disabled', epoch = epoch + 1, revision = revision + 1
    WHERE id = ?1 AND tenant_id = ?2 AND status = 'active'`,
  enable: `
    UPDATE clients SET status = 'active', revision = revision + 1
    WHERE id = ?1 AND tenant_id = ?2 AND status = 'disabled'`,
} as const

function changeStatus(
  db: Connection,
  tenantId: Id,
  client: Client,
  change: keyof typeof CHANGES,
  { events }: Input,
): Outcome {
  if (db.run(CHANGES[change], client.id, tenantId) === 0) return { outcome: 'unchanged', client }
  writeEvents(db, tenantId, events)
  return { outcome: 'changed', client: requireClient(db, tenantId, client.id) }
}

const DELETE = `
  UPDATE clients SET status = 'disabled', epoch = epoch + 1, revision = revision + 1, deleted_at = ?3
  WHERE id = ?1 AND tenant_id = ?2`
const REMOVE_SECRETS = 'DELETE FROM client_secrets WHERE client = ?1'

// Consents for it end with it: nothing asks for those of a client that is not there, and there may be a great many.
function deleteClient(db: Connection, tenantId: Id, client: Client, { now, events }: Input): Outcome {
  db.run(DELETE, client.id, tenantId, now)
  db.run(REMOVE_SECRETS, client.id)
  putClientLists(db, tenantId, client.id, { redirectUris: [], allowedOrigins: [], scopes: [] })
  writeEvents(db, tenantId, events)
  return { outcome: 'changed', client: asDeleted(client) }
}
