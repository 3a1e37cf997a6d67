import { oneOf, quoted, type TenantStorage } from '@identity-hub/core'
import { administrativeEvent, conflict, done, notAllowed, type Administration, type Result } from '../administration.ts'
import { noRoleNamed } from './find-role.ts'
import { refuseHubRole } from './hub-roles.ts'

/** Takes it from everybody who has it, unless a scope or a client requires it. */
export async function deleteRole(
  administration: Administration,
  storage: TenantStorage,
  { name, expectedRevision }: { readonly name: string; readonly expectedRevision: number | null },
): Promise<Result<null>> {
  const refusal = refuseHubRole(name)
  if (refusal !== null) return refusal
  const deleted = await storage.deleteRole({
    name,
    expectedRevision,
    events: [administrativeEvent(administration, 'role.deleted', { role: name })],
  })
  switch (deleted.outcome) {
    case 'deleted':
      return done(null)
    case 'conflict':
      return conflict('the role has changed; read it again')
    case 'unknown':
      return noRoleNamed(storage, name)
    case 'required': {
      const scopes = deleted.scopes.map((scope) => `the scope ${scope}`)
      const clients = deleted.clientIds.map((clientId) => `the client ${clientId}`)
      return notAllowed(`the role ${quoted(name)} is required by ${oneOf([...scopes, ...clients], 'and')}`)
    }
  }
}
