import type { Id, Scope, ScopeVerbs } from '@identity-hub/core'
import { changesRights } from '../rows/scope-changes.ts'
import { differs, isOutdated } from '../rows/revisions.ts'
import { toJson } from '../rows/values.ts'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'
import { findMissingRole } from './roles.ts'
import { readScope } from './scopes.ts'
import { raisePolicyVersion } from './tenants.ts'

type Outcome<Verb extends keyof ScopeVerbs> = Awaited<ReturnType<ScopeVerbs[Verb]>>

const UPDATE = `
  UPDATE scopes SET description = ?3, required_roles = ?4, required_claim = ?5, required_claim_value = ?6,
    access_token_seconds = ?7, rights_version = coalesce(?8, rights_version), revision = revision + 1
  WHERE tenant_id = ?1 AND name = ?2`

export function changeScope(
  db: Connection,
  tenantId: Id,
  { name, changes, neededRoles, expectedRevision, events }: Parameters<ScopeVerbs['changeScope']>[0],
): Outcome<'changeScope'> {
  const role = findMissingRole(db, tenantId, neededRoles)
  const scope = readScope(db, tenantId, name)
  if (scope === null) return { outcome: 'unknown' }
  if (isOutdated(expectedRevision, scope)) return { outcome: 'conflict' }
  if (role !== undefined) return { outcome: 'unknown-role', role }
  if (!differs(scope, changes)) return { outcome: 'unchanged', scope }

  const changed: Scope = { ...scope, ...changes, revision: scope.revision + 1 }
  const { description, requiredRoles, requiredClaim: claim, accessTokenSeconds } = changed
  const requirements = [toJson(requiredRoles), claim?.name ?? null, claim?.value ?? null]
  const policyVersion = raisePolicyVersion(db, tenantId)
  const rightsVersion = changesRights(scope, changed) ? policyVersion : null
  db.run(UPDATE, tenantId, name, toJson(description), ...requirements, accessTokenSeconds, rightsVersion)
  writeEvents(db, tenantId, events)
  return { outcome: 'changed', scope: changed }
}

const ONLY_ONE_OF = `
  SELECT c.client_id AS clientId FROM clients c
  WHERE c.tenant_id = ?1 AND c.deleted_at IS NULL
    AND EXISTS (SELECT 1 FROM client_scopes s WHERE s.client = c.id AND s.name = ?2)
    AND NOT EXISTS (SELECT 1 FROM client_scopes s WHERE s.client = c.id AND s.name <> ?2)
  ORDER BY c.client_id LIMIT 1`
const RAISE_REVISIONS = `
  UPDATE clients SET revision = revision + 1
  WHERE tenant_id = ?1 AND EXISTS (SELECT 1 FROM client_scopes s WHERE s.client = clients.id AND s.name = ?2)`
const TAKE_FROM_CLIENTS = `
  DELETE FROM client_scopes WHERE name = ?2 AND client IN (SELECT c.id FROM clients c WHERE c.tenant_id = ?1)`
const DELETE = 'DELETE FROM scopes WHERE tenant_id = ?1 AND name = ?2'

export function deleteScope(
  db: Connection,
  tenantId: Id,
  { name, expectedRevision, events }: Parameters<ScopeVerbs['deleteScope']>[0],
): Outcome<'deleteScope'> {
  const scope = readScope(db, tenantId, name)
  if (scope === null) return { outcome: 'unknown' }
  if (isOutdated(expectedRevision, scope)) return { outcome: 'conflict' }
  const left = db.one<{ clientId: string }>(ONLY_ONE_OF, tenantId, name)
  if (left !== undefined) return { outcome: 'last-of-client', clientId: left.clientId }

  db.run(RAISE_REVISIONS, tenantId, name)
  db.run(TAKE_FROM_CLIENTS, tenantId, name)
  db.run(DELETE, tenantId, name)
  raisePolicyVersion(db, tenantId)
  writeEvents(db, tenantId, events)
  return { outcome: 'deleted' }
}
