import { HUB_SCOPES, isHubScope } from '../rights/hub-rights.ts'
import { isDotSegment } from './check-names.ts'
import { accepted, refused, type Checked } from './checked.ts'
import { oneOf, quoted } from './quoted.ts'

/**
 * `built-in`: every tenant has it. `hub`: every tenant has it too, it opens the management API, and what it takes is
 * fixed. `no-effect`: accepted for the sake of clients that send it, and changes nothing. `own`: the tenant's.
 */
export interface ScopeName {
  readonly name: string
  readonly kind: 'own' | 'built-in' | 'hub' | 'no-effect'
}

const openIdConnect: ReadonlySet<string> = new Set(['openid', 'address', 'phone'])

/** The grammar of RFC 6749 §3.3, at most 128 characters, without the names that are not a tenant's to define. */
export function checkScopeName(name: string): Checked<ScopeName> {
  if (name === '') return refused('the scope has no name; write one such as invoices:read')
  if (name.length > 128) return refused(`the scope has ${name.length} characters; write at most 128`)
  if (!/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name))
    return refused(
      `${quoted(name)} is not a scope; write ASCII without blanks, double quotes and backslashes, such as invoices:read`,
    )
  if (isDotSegment(name)) return refused(`${quoted(name)} is no name that an address can hold; write a word`)
  if (name === 'profile' || name === 'email') return accepted({ name, kind: 'built-in' })
  if (name === 'offline_access') return accepted({ name, kind: 'no-effect' })
  if (isHubScope(name)) return accepted({ name, kind: 'hub' })
  const folded = name.toLowerCase()
  if (folded === 'hub' || folded.startsWith('hub.'))
    return refused(
      `${quoted(name)} is kept for the hub itself, which has ${oneOf(Object.keys(HUB_SCOPES), 'and')}; choose a name that does not begin with hub.`,
    )
  if (openIdConnect.has(folded))
    return refused(`${quoted(name)} belongs to OpenID Connect, which this hub does not speak; use profile or email`)
  if (['profile', 'email', 'offline_access'].includes(folded))
    return refused(`${quoted(name)} would pass for the built-in scope; write ${folded}`)
  return accepted({ name, kind: 'own' })
}
