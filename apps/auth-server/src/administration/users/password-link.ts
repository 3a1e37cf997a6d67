import { issueValue, type NewPasswordLink, type TenantStorage } from '@identity-hub/core'
import type { Administration } from '../administration.ts'
import { issuerOf } from '../issuer-of.ts'

const DAY_SECONDS = 86_400

/** An invitation waits for somebody to find the time; a reset is asked for by somebody who wants in. */
export const PASSWORD_LINK_SECONDS = { invitation: 7 * DAY_SECONDS, 'password-reset': DAY_SECONDS } as const

/** Shown this once: whoever has it can choose the password. */
export interface IssuedPasswordLink {
  readonly url: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

/** A link for a person who has no password, or no longer the one that they had. Only its hash is stored. */
export function issuePasswordLink(
  { now, random, origin }: Administration,
  { tenant }: TenantStorage,
  purpose: NewPasswordLink['purpose'],
): { readonly link: NewPasswordLink; readonly issued: IssuedPasswordLink } {
  const { value, id, hash } = issueValue('pl', now(), random)
  const expiresAt = now() + PASSWORD_LINK_SECONDS[purpose] * 1000
  const { origin: ofTenant } = new URL(issuerOf(tenant, origin))
  return {
    link: { id, valueHash: hash, purpose, expiresAt },
    issued: { url: `${ofTenant}/${tenant.slug}/password/${value}`, expiresAt },
  }
}
