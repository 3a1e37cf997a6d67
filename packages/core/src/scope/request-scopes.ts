import type { Client } from '../storage/records.ts'
import { parseScope } from './parse-scope.ts'

/**
 * The scopes that a request asks of a client: those named, all of which must be registered for it, and its automatic
 * ones; all of the client's when none is named. null: malformed, or not the client's (RFC 6749 §3.3 `invalid_scope`).
 */
export function requestScopes(client: Pick<Client, 'scopes'>, scope: string | undefined): readonly string[] | null {
  const registered = client.scopes.map(({ name }) => name)
  const named = parseScope(scope)
  if (named === undefined) return registered
  if (named === null || !named.every((name) => registered.includes(name))) return null
  const automatic = client.scopes.filter(({ assignment }) => assignment === 'automatic').map(({ name }) => name)
  return automatic.length === 0 ? named : [...new Set([...named, ...automatic])]
}
