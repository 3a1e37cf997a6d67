import type { AccessVerbs } from './access.ts'
import type { AccountVerbs } from './accounts.ts'
import type { ClientVerbs } from './clients.ts'
import type { EventVerbs } from './events.ts'
import type { IdempotencyVerbs } from './idempotency.ts'
import type { RoleVerbs, ScopeVerbs } from './scopes-and-roles.ts'

/** What an administrator sees and changes in a tenant. Events are written only when the change happened. */
export interface AdministrationVerbs
  extends ClientVerbs, ScopeVerbs, RoleVerbs, AccountVerbs, AccessVerbs, EventVerbs, IdempotencyVerbs {}
