import type { Scope, ScopeSettings, TenantStorage } from '@identity-hub/core'
import { administrativeEvent, conflict, done, type Administration, type Result } from '../administration.ts'
import { changedMembers, describeChange } from '../describe-change.ts'
import { onLatest } from '../on-latest.ts'
import { findScope, noScopeNamed, refuseBuiltInScope } from './find-scope.ts'
import { checkScopeSettings } from './scope-input.ts'

export interface ChangeScopeInput {
  readonly name: string
  readonly changes: Partial<ScopeSettings>
  /** null: whatever it is. */
  readonly expectedRevision: number | null
}

/** Its words, its lifetime, or what it requires: that is judged at the next use of each grant. */
export function changeScope(
  administration: Administration,
  storage: TenantStorage,
  input: ChangeScopeInput,
): Promise<Result<Scope>> {
  const { name, changes, expectedRevision } = input
  return onLatest(expectedRevision, async () => {
    // A storage remembers scopes for as long as it is bound: what another change made of this one is seen by the next.
    const latest = await administration.hub.openTenant(storage.tenant.slug)
    const found = await findScope(latest.outcome === 'open' ? latest.storage : storage, name)
    if (!found.ok) return found
    const settings = refuseBuiltInScope(name) ?? (await checkScopeSettings(storage, changes))
    if (!settings.ok) return settings
    const changed = await storage.changeScope({
      name,
      changes: changedMembers<ScopeSettings>(found.value, settings.value),
      neededRoles: settings.value.requiredRoles ?? [],
      expectedRevision: expectedRevision ?? found.value.revision,
      events: [
        administrativeEvent(administration, 'scope.changed', {
          scope: name,
          ...describeChange<ScopeSettings>(found.value, settings.value),
        }),
      ],
    })
    switch (changed.outcome) {
      case 'changed':
      case 'unchanged':
        return done(changed.scope)
      case 'unknown-role':
        // Deleted just now: looked at anew, it is told where it stands.
        return changeScope(administration, storage, input)
      case 'conflict':
        return conflict('the scope has changed; read it again')
      case 'unknown':
        return noScopeNamed(storage, name)
    }
  })
}
