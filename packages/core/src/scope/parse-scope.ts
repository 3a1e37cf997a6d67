/** RFC 6749 §3.3: scope-token *( SP scope-token ), each of %x21 / %x23-5B / %x5D-7E. */
const GRAMMAR = /^[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*$/

/** Accepted from clients that send it out of habit; a client that may refresh always gets a refresh token. */
const WITHOUT_EFFECT = 'offline_access'

/**
 * The names in a scope parameter, each once, in their order; undefined when it names none, as when it was left out; null
 * when it is malformed.
 */
export function parseScope(scope: string | undefined): readonly string[] | undefined | null {
  if (scope === undefined) return undefined
  if (!GRAMMAR.test(scope)) return null
  const names = new Set(scope.split(' '))
  names.delete(WITHOUT_EFFECT)
  return names.size === 0 ? undefined : [...names]
}

export function formatScope(scopes: readonly string[]): string {
  return scopes.join(' ')
}
