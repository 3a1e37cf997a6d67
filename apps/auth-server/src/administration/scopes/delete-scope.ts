import { quoted, type TenantStorage } from '@identity-hub/core'
import { administrativeEvent, conflict, done, notAllowed, type Administration, type Result } from '../administration.ts'
import { noScopeNamed, refuseBuiltInScope } from './find-scope.ts'

/** Takes it from all clients; grants that rest on it end at their next use. */
export async function deleteScope(
  administration: Administration,
  storage: TenantStorage,
  { name, expectedRevision }: { readonly name: string; readonly expectedRevision: number | null },
): Promise<Result<null>> {
  const refusal = refuseBuiltInScope(name)
  if (refusal !== null) return refusal
  const deleted = await storage.deleteScope({
    name,
    expectedRevision,
    events: [administrativeEvent(administration, 'scope.deleted', { scope: name })],
  })
  switch (deleted.outcome) {
    case 'deleted':
      return done(null)
    case 'conflict':
      return conflict('the scope has changed; read it again')
    case 'unknown':
      return noScopeNamed(storage, name)
    case 'last-of-client':
      return notAllowed(
        `the client ${quoted(deleted.clientId)} would be left without scopes; give it another one first`,
      )
  }
}
