import { checkScopeName } from './check-scope-name.ts'
import { accepted, refused, type Checked } from './checked.ts'
import { quoted } from './quoted.ts'

export interface ClientScopeNames {
  readonly names: readonly string[]
  /** Accepted, and without effect: `offline_access`. */
  readonly ignored: readonly string[]
}

// All of them together have to fit in one `scope` parameter.
const MOST_CHARACTERS = 4_096

/** The scopes that a client may ask for: at least one, each once. */
export function checkClientScopes(scopes: readonly string[]): Checked<ClientScopeNames> {
  const names: string[] = []
  const ignored: string[] = []
  for (const [index, scope] of scopes.entries()) {
    const checked = checkScopeName(scope)
    if (!checked.ok) return { ...checked, at: `/${index}/name` }
    const list = checked.value.kind === 'no-effect' ? ignored : names
    if (list.includes(scope))
      return refused(`the scope ${quoted(scope)} is there twice; write it once`, `/${index}/name`)
    list.push(scope)
  }
  if (names.length === 0)
    return refused('tokens of a client without scopes would open nothing; give at least one scope, such as profile')
  if (names.join(' ').length > MOST_CHARACTERS)
    return refused(`the scopes are longer than ${MOST_CHARACTERS} characters together; give fewer`)
  return accepted({ names, ignored })
}
