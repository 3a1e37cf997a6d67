import { isHubScope, quoted, type Scope, type TenantStorage } from '@identity-hub/core'
import { done, notAllowed, unknown, type Refusal, type Result } from '../administration.ts'

export async function findScope(storage: TenantStorage, name: string): Promise<Result<Scope>> {
  const [scope] = await storage.listScopesNamed([name])
  return scope === undefined ? noScopeNamed(storage, name) : done(scope)
}

export function noScopeNamed({ tenant }: TenantStorage, name: string): Refusal {
  return unknown('scope', `there is no scope ${quoted(name)} in the tenant ${tenant.slug}`)
}

/** Whether every tenant has it, as it is. */
export function isBuiltInScope(name: string): boolean {
  return name === 'profile' || name === 'email' || isHubScope(name)
}

/** What every tenant has stays as it is; null: it is the tenant's own. */
export function refuseBuiltInScope(name: string): Refusal | null {
  return isBuiltInScope(name) ? notAllowed(`the scope ${name} is built in and stays as it is`) : null
}
