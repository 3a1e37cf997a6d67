import {
  checkRoleName,
  checkScopeDescription,
  isHubRole,
  quoted,
  type Role,
  type TenantStorage,
} from '@identity-hub/core'
import {
  administrativeEvent,
  done,
  exists,
  repeatedBefore,
  type Administration,
  type KeepAnswer,
  type Result,
} from '../administration.ts'
import { refuseMembers } from '../check-members.ts'

/** What scopes and clients can require of a user. */
export async function makeRole(
  administration: Administration,
  storage: TenantStorage,
  { name, description }: Pick<Role, 'name' | 'description'>,
  keep?: KeepAnswer<Role>,
): Promise<Result<Role>> {
  const text = checkScopeDescription(description)
  const refusal = refuseMembers({ '/name': checkRoleName(name), '/description': text })
  if (refusal !== null) return refusal
  if (isHubRole(name)) return exists(`the role ${name} is one of the hub itself; choose another name`, '/name')

  const now = administration.now()
  const role = { name, description: text.ok ? text.value : '' }
  const created = await storage.createRole({
    role,
    ...(keep !== undefined && { idempotency: keep({ ...role, revision: 0, createdAt: now }) }),
    now,
    events: [administrativeEvent(administration, 'role.created', { role: name })],
  })
  switch (created.outcome) {
    case 'created':
      return done(created.role)
    case 'exists':
      return exists(`the role ${quoted(name)} is there already; choose another name`, '/name')
    case 'repeated':
      return repeatedBefore(created)
  }
}
