import { randomBytes as bytes } from 'node:crypto'
import { newId, randomBytes } from '@identity-hub/core'

/** What a tenant's people, apps and administrators present to show who they are or what they may do. */
export const CREDENTIALS = [
  'code',
  'access-token',
  'refresh-token',
  'management-token',
  'client-id',
  'client-secret',
  'browser',
  'session',
  'device',
  'csrf',
  'interaction',
  'password-link',
  'password',
] as const

/** What names a tenant's records, as paths, queries, forms and bodies have it. */
export const NAMES = [
  'client_id',
  'secret_id',
  'scope',
  'role',
  'user_id',
  'session_id',
  'grant_id',
  'throttle_id',
  'request_id',
  'client_record',
  'cursor',
] as const

export type Credential = (typeof CREDENTIALS)[number]
export type Kind = Credential | (typeof NAMES)[number]

/** One of each, of one tenant. */
export type Values = Readonly<Record<Kind, string>>

const ISSUED = /^(code|at|rt|cs|pl)_([0-9a-z]{26})_([A-Za-z0-9_-]{43})$/
const ID = /^[0-9a-hjkmnp-tv-z]{26}$/
/** What stands before a value says what it is, and is no part of what nobody could guess. */
const PREFIXED = /^(account\.|source\.|device\.|[0-9]+\.)(.+)$/

/** A value of the same form and length that nobody was given. */
export function unknownLike(value: string, now: number): string {
  const [, kind] = ISSUED.exec(value) ?? []
  if (kind !== undefined) return `${kind}_${newId(now, randomBytes)}_${bytes(32).toString('base64url')}`
  if (ID.test(value)) return newId(now, randomBytes)
  const [, prefix, rest] = PREFIXED.exec(value) ?? []
  return prefix === undefined ? turned(value) : `${prefix}${turned(rest ?? '')}`
}

function turned(value: string): string {
  return Array.from(value).toReversed().join('')
}
