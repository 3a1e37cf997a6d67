import type { Client, ClientSettings, ClientVerbs, Id } from '@identity-hub/core'
import { asDeleted, movesPolicy } from '../rows/client-changes.ts'
import { differs, isOutdated } from '../rows/revisions.ts'
import { toJson } from '../rows/values.ts'
import { putClientLists } from './client-lists.ts'
import { lockClient, requireClient } from './clients.ts'
import { writeEvents } from './events.ts'
import { findMissingRole } from './roles.ts'
import { findMissingScope } from './scopes.ts'
import { raisePolicyVersion } from './tenants.ts'
import type { Transaction } from './transactions.ts'

type Input = Parameters<ClientVerbs['changeClient']>[0]
type Outcome = ReturnType<ClientVerbs['changeClient']>

export async function changeClient(db: Transaction, tenantId: Id, input: Input): Outcome {
  const { clientId, change, expectedRevision } = input
  // Roles and scopes before the client, as whoever deletes one of them takes them.
  const role = await findMissingRole(db, tenantId, input.neededRoles)
  const names = change.kind === 'update' ? change.settings.scopes?.map(({ name }) => name) : undefined
  const missing = await findMissingScope(db, tenantId, names ?? [])
  const client = await lockClient(db, tenantId, clientId)
  if (client === null) return { outcome: 'unknown' }
  if (isOutdated(expectedRevision, client)) return { outcome: 'conflict' }
  if (role !== undefined) return { outcome: 'unknown-role', role }
  if (missing !== undefined) return { outcome: 'unknown-scope', scope: missing }
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
  UPDATE clients SET name = $3, first_party = $4, auth_methods = $5, grant_types = $6, pkce = $7, code_seconds = $8,
    access_token_seconds = $9, refresh_idle_seconds = $10, refresh_absolute_seconds = $11, retry_window_seconds = $12,
    required_role = $13, revision = revision + 1
  WHERE id = $1 AND tenant_id || '' = $2`

async function updateClient(
  db: Transaction,
  tenantId: Id,
  client: Client,
  settings: Partial<ClientSettings>,
  { events }: Input,
): Outcome {
  if (!differs(client, settings)) return { outcome: 'unchanged', client }

  const changed = { ...client, ...settings }
  await db.run(
    UPDATE,
    client.id,
    tenantId,
    changed.name,
    changed.firstParty,
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
  await putClientLists(db, tenantId, client.id, settings)
  if (movesPolicy(client, settings)) await raisePolicyVersion(db, tenantId)
  await writeEvents(db, tenantId, events)
  return { outcome: 'changed', client: await requireClient(db, tenantId, client.id) }
}

// Raising the epoch ends its tokens and grants, without touching a single one of them.
const CHANGES = {
  disable: `
    UPDATE clients SET status = 'disabled', epoch = epoch + 1, revision = revision + 1
    WHERE id = $1 AND tenant_id || '' = $2 AND status = 'active'`,
  enable: `
    UPDATE clients SET status = 'active', revision = revision + 1
    WHERE id = $1 AND tenant_id || '' = $2 AND status = 'disabled'`,
} as const

async function changeStatus(
  db: Transaction,
  tenantId: Id,
  client: Client,
  change: keyof typeof CHANGES,
  { events }: Input,
): Outcome {
  if ((await db.run(CHANGES[change], client.id, tenantId)) === 0) return { outcome: 'unchanged', client }
  await writeEvents(db, tenantId, events)
  return { outcome: 'changed', client: await requireClient(db, tenantId, client.id) }
}

const DELETE = `
  UPDATE clients SET status = 'disabled', epoch = epoch + 1, revision = revision + 1, deleted_at = $3
  WHERE id = $1 AND tenant_id || '' = $2`
const REMOVE_SECRETS = 'DELETE FROM client_secrets WHERE client = $1'

// Consents for it end with it: nothing asks for those of a client that is not there, and there may be a great many.
async function deleteClient(db: Transaction, tenantId: Id, client: Client, { now, events }: Input): Outcome {
  await db.run(DELETE, client.id, tenantId, now)
  await db.run(REMOVE_SECRETS, client.id)
  await putClientLists(db, tenantId, client.id, { redirectUris: [], allowedOrigins: [], scopes: [] })
  await writeEvents(db, tenantId, events)
  return { outcome: 'changed', client: asDeleted(client) }
}
