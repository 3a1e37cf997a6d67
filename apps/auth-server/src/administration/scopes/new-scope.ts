import { checkScopeName, type Scope, type ScopeSettings, type TenantStorage } from '@identity-hub/core'
import {
  administrativeEvent,
  done,
  exists,
  invalid,
  repeatedBefore,
  type Administration,
  type KeepAnswer,
  type Result,
} from '../administration.ts'
import { isBuiltInScope } from './find-scope.ts'
import { checkScopeSettings } from './scope-input.ts'

export type NewScope = Pick<Scope, 'name'> & Partial<ScopeSettings>

/** What an access token can open, and whom it is for. */
export async function makeScope(
  administration: Administration,
  storage: TenantStorage,
  input: NewScope,
  keep?: KeepAnswer<Scope>,
): Promise<Result<Scope>> {
  const checked = await checkNewScope(storage, input)
  if (!checked.ok) return checked
  const scope = checked.value
  const { name } = scope
  const created = await storage.createScope({
    scope,
    neededRoles: scope.requiredRoles,
    ...(keep !== undefined && { idempotency: keep(scope) }),
    now: administration.now(),
    events: [administrativeEvent(administration, 'scope.created', { scope: name })],
  })
  switch (created.outcome) {
    case 'created':
      return done(scope)
    case 'exists':
      return exists(`the scope ${name} is there already; choose another name`, '/name')
    case 'unknown-role':
      // Deleted just now: looked at anew, it is told where it stands.
      return makeScope(administration, storage, input, keep)
    case 'repeated':
      return repeatedBefore(created)
  }
}

/** A whole scope out of what was asked for, with the defaults of what was left out. */
export async function checkNewScope(storage: TenantStorage, { name, ...given }: NewScope): Promise<Result<Scope>> {
  const checked = checkScopeName(name)
  if (!checked.ok) return invalid(checked.problem, '/name')
  if (checked.value.kind === 'no-effect') return invalid(`${name} changes nothing, so it needs no record`, '/name')
  if (isBuiltInScope(name)) return exists(`the scope ${name} is built in; choose another name`, '/name')
  const settings = await checkScopeSettings(storage, given)
  if (!settings.ok) return settings
  return done({
    description: {},
    requiredRoles: [],
    requiredClaim: null,
    accessTokenSeconds: null,
    ...settings.value,
    name,
    revision: 0,
  })
}
