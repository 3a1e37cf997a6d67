import { open, seal, type RandomBytes, type SealingKeys } from '@identity-hub/core'

export const DEVICE_COOKIE_SECONDS = 365 * 24 * 3600

/**
 * The device cookie names the accounts' browser without a record of it: sealed, bound to the tenant, readable only here.
 * Attempts from a browser that knows the account are counted on their own, so that an attacker who uses up the account's
 * attempts does not keep its owner out (OWASP "device cookies").
 */
export function issueDeviceCookie(keys: SealingKeys, tenantId: string, accountId: string, random: RandomBytes): string {
  const device = random(16).toString('base64url')
  const sealed = seal(keys, { label: 'device/v1', associatedData: tenantId }, `${accountId} ${device}`, random)
  return Buffer.from(sealed).toString('base64url')
}

/** The device's name when the cookie was made for that account, else null. */
export function readDeviceCookie(
  keys: SealingKeys,
  tenantId: string,
  accountId: string,
  cookie: string | null,
): string | null {
  if (cookie === null) return null
  const opened = open(keys, { label: 'device/v1', associatedData: tenantId }, Buffer.from(cookie, 'base64url'))
  return opened !== null && opened.startsWith(`${accountId} `) ? opened : null
}
