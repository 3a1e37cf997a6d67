import { checkScopeDescription, type Role, type TenantStorage } from '@identity-hub/core'
import { administrativeEvent, conflict, done, invalid, type Administration, type Result } from '../administration.ts'
import { describeChange } from '../describe-change.ts'
import { onLatest } from '../on-latest.ts'
import { noRoleNamed } from './find-role.ts'
import { refuseHubRole } from './hub-roles.ts'

export interface ChangeRoleInput {
  readonly name: string
  readonly changes: Partial<Pick<Role, 'description'>>
  /** null: whatever it is. */
  readonly expectedRevision: number | null
}

/** What it means, for administrators. */
export function changeRole(
  administration: Administration,
  storage: TenantStorage,
  { name, changes, expectedRevision }: ChangeRoleInput,
): Promise<Result<Role>> {
  return onLatest(expectedRevision, async () => {
    const refusal = refuseHubRole(name)
    if (refusal !== null) return refusal
    const text = checkScopeDescription(changes.description ?? '')
    if (!text.ok) return invalid(text.problem, '/description')
    const found = await storage.findRole(name)
    if (found.outcome === 'unknown') return noRoleNamed(storage, name)
    const checked = changes.description === undefined ? {} : { description: text.value }
    const changed = await storage.changeRole({
      name,
      changes: checked,
      expectedRevision: expectedRevision ?? found.role.revision,
      events: [
        administrativeEvent(administration, 'role.changed', {
          role: name,
          ...describeChange<Role>(found.role, checked),
        }),
      ],
    })
    switch (changed.outcome) {
      case 'changed':
      case 'unchanged':
        return done(changed.role)
      case 'conflict':
        return conflict('the role has changed; read it again')
      case 'unknown':
        return noRoleNamed(storage, name)
    }
  })
}
