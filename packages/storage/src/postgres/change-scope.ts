import type { Id, Scope, ScopeVerbs } from '@identity-hub/core'
import { changesRights } from '../rows/scope-changes.ts'
import { differs, isOutdated } from '../rows/revisions.ts'
import { toJson } from '../rows/values.ts'
import { writeEvents } from './events.ts'
import { findMissingRole } from './roles.ts'
import { lockScope } from './scopes.ts'
import { raisePolicyVersion } from './tenants.ts'
import type { Transaction } from './transactions.ts'

const UPDATE = `
  UPDATE scopes SET description = $3, required_roles = $4, required_claim = $5, required_claim_value = $6,
    access_token_seconds = $7, rights_version = coalesce($8, rights_version), revision = revision + 1
  WHERE tenant_id = $1 AND name = $2`

export async function changeScope(
  db: Transaction,
  tenantId: Id,
  { name, changes, neededRoles, expectedRevision, events }: Parameters<ScopeVerbs['changeScope']>[0],
): ReturnType<ScopeVerbs['changeScope']> {
  // Roles before the scope, as whoever deletes a role takes them.
  const role = await findMissingRole(db, tenantId, neededRoles)
  const scope = await lockScope(db, tenantId, name)
  if (scope === null) return { outcome: 'unknown' }
  if (isOutdated(expectedRevision, scope)) return { outcome: 'conflict' }
  if (role !== undefined) return { outcome: 'unknown-role', role }
  if (!differs(scope, changes)) return { outcome: 'unchanged', scope }

  const changed: Scope = { ...scope, ...changes, revision: scope.revision + 1 }
  const { description, requiredRoles, requiredClaim: claim, accessTokenSeconds } = changed
  const requirements = [toJson(requiredRoles), claim?.name ?? null, claim?.value ?? null]
  const policyVersion = await raisePolicyVersion(db, tenantId)
  const rightsVersion = changesRights(scope, changed) ? policyVersion : null
  await db.run(UPDATE, tenantId, name, toJson(description), ...requirements, accessTokenSeconds, rightsVersion)
  await writeEvents(db, tenantId, events)
  return { outcome: 'changed', scope: changed }
}

// Whoever gives the scope to a client holds it meanwhile, so these are all.
const LOCK_CLIENTS = `
  SELECT c.id FROM clients c
  WHERE c.tenant_id = $1 AND c.deleted_at IS NULL
    AND EXISTS (SELECT 1 FROM client_scopes s WHERE s.client = c.id AND s.name = $2)
  ORDER BY c.id FOR NO KEY UPDATE`
// A statement of its own: it sees what the clients were made to be before they could be locked.
const ONLY_ONE_OF = `
  SELECT c.client_id AS "clientId" FROM clients c
  WHERE c.id = ANY($1::text[])
    AND EXISTS (SELECT 1 FROM client_scopes s WHERE s.client = c.id AND s.name = $2)
    AND NOT EXISTS (SELECT 1 FROM client_scopes s WHERE s.client = c.id AND s.name <> $2)
  ORDER BY c.client_id LIMIT 1`
const TAKE_FROM_CLIENTS = 'DELETE FROM client_scopes WHERE client = ANY($1::text[]) AND name = $2'
const RAISE_REVISIONS = 'UPDATE clients SET revision = revision + 1 WHERE id = ANY($1::text[])'
const DELETE = 'DELETE FROM scopes WHERE tenant_id = $1 AND name = $2'

export async function deleteScope(
  db: Transaction,
  tenantId: Id,
  { name, expectedRevision, events }: Parameters<ScopeVerbs['deleteScope']>[0],
): ReturnType<ScopeVerbs['deleteScope']> {
  const scope = await lockScope(db, tenantId, name)
  if (scope === null) return { outcome: 'unknown' }
  if (isOutdated(expectedRevision, scope)) return { outcome: 'conflict' }
  const clients = (await db.all<{ id: Id }>(LOCK_CLIENTS, tenantId, name)).map(({ id }) => id)
  const left = await db.one<{ clientId: string }>(ONLY_ONE_OF, clients, name)
  if (left !== undefined) return { outcome: 'last-of-client', clientId: left.clientId }

  await db.run(TAKE_FROM_CLIENTS, clients, name)
  await db.run(RAISE_REVISIONS, clients)
  await db.run(DELETE, tenantId, name)
  await raisePolicyVersion(db, tenantId)
  await writeEvents(db, tenantId, events)
  return { outcome: 'deleted' }
}
