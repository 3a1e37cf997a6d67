import { open, seal, type Account, type RandomBytes, type SealingKeys } from '@identity-hub/core'

export const DEVICE_COOKIE_SECONDS = 365 * 24 * 3600

type Person = Pick<Account, 'id' | 'epoch'>

/**
 * The device cookie names the account's browser without a record of it: sealed, bound to the tenant, readable only here.
 * Attempts from a browser that knows the account are counted on their own, so that an attacker who uses up the account's
 * attempts does not keep its owner out (OWASP "device cookies"). It ends with a password reset or a block, as sessions do.
 * @param device the browser's name so far, which it keeps; null: it gets one
 * @param now epoch milliseconds
 */
export function issueDeviceCookie(
  keys: SealingKeys,
  tenantId: string,
  person: Person,
  device: string | null,
  { now, random }: { readonly now: number; readonly random: RandomBytes },
): string {
  const name = device ?? random(16).toString('base64url')
  const sealed = seal(keys, binding(tenantId), JSON.stringify([person.id, person.epoch, now, name]), random)
  return Buffer.from(sealed).toString('base64url')
}

/** The device's name when the cookie was made for that account as it is now, else null. */
export function readDeviceCookie(
  keys: SealingKeys,
  tenantId: string,
  person: Person,
  cookie: string | null,
  now: number,
): string | null {
  const opened = cookie === null ? null : open(keys, binding(tenantId), Buffer.from(cookie, 'base64url'))
  if (opened === null) return null
  // GCM vouches that these are the values that issueDeviceCookie wrote.
  const [id, epoch, issuedAt, name] = JSON.parse(opened) as [string, number, number, string]
  const isCurrent = now < issuedAt + DEVICE_COOKIE_SECONDS * 1000
  return id === person.id && epoch === person.epoch && isCurrent ? name : null
}

function binding(tenantId: string) {
  return { label: 'device/v2', associatedData: tenantId }
}
