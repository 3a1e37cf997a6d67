import { hashValue } from '../issued-values/issued-value.ts'
import type { ThrottleKey } from '../storage/interaction-verbs.ts'

/** Wrong passwords for one account, from browsers that it does not know. NIST SP 800-63B §5.2.2 allows at most 100. */
export const ACCOUNT_ATTEMPTS = 10
/** The same from a browser that signed in to the account before: an attacker elsewhere cannot use these up. */
export const DEVICE_ATTEMPTS = 10
/** Wrong passwords from one address, whatever the account. */
export const SOURCE_ATTEMPTS = 100
/** After this the next attempts are allowed. */
export const ATTEMPT_WINDOW_SECONDS = 300

export interface AttemptLimits {
  /** The account's key, or the device's when the browser is known to the account. */
  readonly account: ThrottleKey
  readonly source: ThrottleKey
}

/**
 * What an attempt is counted on. The storage sees hashes only, so that nobody reads there who tried to sign in.
 * @param device the account that the browser's device cookie was made for, if it has one
 */
export function attemptLimits(identifier: string, source: string, device: string | null): AttemptLimits {
  const name = normaliseIdentifier(identifier)
  const window = { windowSeconds: ATTEMPT_WINDOW_SECONDS }
  return {
    account:
      device === null
        ? { kind: 'account', keyHash: hashValue(name), limit: ACCOUNT_ATTEMPTS, ...window }
        : { kind: 'device', keyHash: hashValue(`${device} ${name}`), limit: DEVICE_ATTEMPTS, ...window },
    source: { kind: 'source', keyHash: hashValue(source), limit: SOURCE_ATTEMPTS, ...window },
  }
}

/** Two spellings that Unicode calls compatible are one name. */
export function normaliseIdentifier(identifier: string): string {
  return identifier.normalize('NFKC').toLowerCase().trim()
}
