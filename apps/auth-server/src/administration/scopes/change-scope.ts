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
  { name, changes, expectedRevision }: ChangeScopeInput,
): Promise<Result<Scope>> {
  return onLatest(expectedRevision, async () => {
    const found = await findScope(storage, name)
    if (!found.ok) return found
    const settings = refuseBuiltInScope(name) ?? (await checkScopeSettings(storage, changes))
    if (!settings.ok) return settings
    const changed = await storage.changeScope({
      name,
      changes: changedMembers<ScopeSettings>(found.value, settings.value),
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
      case 'conflict':
        return conflict('the scope has changed; read it again')
      case 'unknown':
        return noScopeNamed(storage, name)
    }
  })
}
