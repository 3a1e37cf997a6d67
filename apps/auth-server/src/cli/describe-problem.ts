import type { ManagementError } from '@identity-hub/client/management'
import { Refused } from './refused.ts'

/** Options that are not called as the members that they fill. */
const OPTIONS: Readonly<Record<string, string>> = {
  slug: 'the slug',
  scopes: '--scope',
  redirect_uris: '--redirect-uri',
  grant_types: '--grant-type',
  token_endpoint_auth_methods: '--auth-method',
  allowed_origins: '--allowed-origin',
  required_roles: '--requires-role',
  required_role: '--requires-role',
  required_claim: '--requires-claim',
  claims: '--claim',
  roles: '--role',
  password: 'the password',
  password_hash: 'the password hash',
  client_secret: 'the client secret',
}

const LISTS: Readonly<Record<string, string>> = {
  client: 'hub client list',
  user: 'hub user list',
  scope: 'hub scope list',
  role: 'hub role list',
  grant: 'hub grant list',
  session: 'hub session list',
}

/** What a refusal says to whoever typed the command: what is wrong, and what to type instead. */
export function describeProblem(error: ManagementError | Refused): string {
  if (error instanceof Refused) return error.message
  if (error.code === 'insufficient_scope') return `${clause(error.detail)}; hub whoami shows what this profile may do`
  if (error.code === 'invalid_token') return 'the hub no longer accepts this profile; sign in again: hub login'
  const { errors, detail, code } = error
  if (errors.length > 0) return errors.map(describeMember).join('; ')
  // The path did not fit: no such thing can have that name or id.
  if (detail === 'There is nothing of that name.')
    return 'no name or id is written like this one; copy it from where it was shown'
  const list = code === 'not_found' ? LISTS[/^There is no (\w+) /.exec(detail)?.[1] ?? ''] : undefined
  return list === undefined ? clause(detail) : `${clause(detail)}; ${list} shows what there is`
}

/** `must be string` says nothing without the name of what it is about; the sentences of our checks do. */
function describeMember({ pointer, detail }: ManagementError['errors'][number]): string {
  if (!/^(?:must|is|has) /.test(detail)) return detail
  const member = pointer.split('/')[1] ?? ''
  // A regular expression helps nobody at a terminal.
  const problem = detail.startsWith('must match pattern')
    ? 'is not written as it has to be'
    : detail.replace('must NOT have fewer than 1 characters', 'must not be empty').replace('NOT', 'not')
  return `${OPTIONS[member] ?? `--${member.replaceAll('_', '-')}`} ${problem}`
}

/** A sentence in the middle of a line. */
export function clause(sentence: string): string {
  const end = sentence.replace(/\.$/, '')
  return /^[A-Z][a-z ]/.test(end) ? `${end.charAt(0).toLowerCase()}${end.slice(1)}` : end
}
