import type { User } from '@identity-hub/api-types/management'
import { ManagementError } from '@identity-hub/client/management'
import type { Visit } from '../http/visit.ts'

/** Whom a filter means. */
export type FoundUser =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'one'; readonly user: User }
  | { readonly kind: 'nobody'; readonly text: string }
  /** The first few of them. */
  | { readonly kind: 'several'; readonly text: string; readonly users: readonly User[] }

const ID = /^[0-9a-hjkmnp-tv-z]{26}$/
const MOST_OFFERED = 10

/** By id, by e-mail address, or by the beginning of either address or name when only one has it. */
export async function findUser({ api }: Visit, typed: string | null): Promise<FoundUser> {
  const text = typed?.trim() ?? ''
  if (text === '') return { kind: 'everybody' }
  if (ID.test(text)) {
    const user = await userWithId(api, text)
    return user ? { kind: 'one', user } : { kind: 'nobody', text }
  }
  const { body } = await api.listUsers({ query: { search: text.slice(0, 200), limit: MOST_OFFERED } })
  const wanted = text.toLowerCase()
  const exact = body.items.find(({ email, user_name: name }) =>
    [email, name].some((one) => one?.toLowerCase() === wanted),
  )
  const [first, second] = body.items
  if (exact) return { kind: 'one', user: exact }
  if (first === undefined) return { kind: 'nobody', text }
  return second === undefined ? { kind: 'one', user: first } : { kind: 'several', text, users: body.items }
}

async function userWithId(api: Visit['api'], id: string): Promise<User | undefined> {
  try {
    return (await api.getUser({ path: { user_id: id } })).body
  } catch (error) {
    if (error instanceof ManagementError && error.status === 404) return undefined
    throw error
  }
}
