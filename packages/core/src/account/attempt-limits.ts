import { hashValue } from '../issued-values/issued-value.ts'
import type { ThrottleKey } from '../storage/interaction-verbs.ts'
import type { Account } from '../storage/records.ts'

/** Wrong passwords for one account in a window, from browsers that it does not know. */
export const ACCOUNT_ATTEMPTS = 10
/** The same from a browser that signed in to the account before: an attacker elsewhere cannot use these up. */
export const DEVICE_ATTEMPTS = 10
/** Wrong passwords from one address, whatever the account. */
export const SOURCE_ATTEMPTS = 100
/** After this the next attempts are allowed. */
export const ATTEMPT_WINDOW_SECONDS = 300

/**
 * What an attempt is counted on, the person's own key first. The storage sees hashes only, so that nobody reads there who
 * tried to sign in. A browser that the account knows is counted by itself alone: neither guesses elsewhere nor a
 * neighbour behind the same address keep its owner out.
 * @param person see `personOf`
 * @param device the name of the browser when the account knows it, else null
 */
export function attemptLimits(
  person: string,
  source: string,
  device: string | null,
): readonly [ThrottleKey, ...ThrottleKey[]] {
  const window = { windowSeconds: ATTEMPT_WINDOW_SECONDS }
  if (device !== null)
    return [{ kind: 'device', keyHash: hashValue(`${person} ${device}`), limit: DEVICE_ATTEMPTS, ...window }]
  return [
    { kind: 'account', keyHash: hashValue(person), limit: ACCOUNT_ATTEMPTS, ...window },
    { kind: 'source', keyHash: hashValue(source), limit: SOURCE_ATTEMPTS, ...window },
  ]
}

/** Every spelling of a user name counts for the one account that it finds; one that finds none counts for itself. */
export function personOf(account: Pick<Account, 'id'> | null, identifier: string): string {
  return account === null ? `unknown ${identifier.normalize('NFKC').toLowerCase().trim()}` : `account ${account.id}`
}
