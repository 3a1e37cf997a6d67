import { hashValue } from '../issued-values/issued-value.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { TenantStorage } from '../storage/port.ts'
import type { Client } from '../storage/records.ts'

/** Values that a client has no business with, asked about from one address in a window; the next waits for its end. */
export const TOKEN_GUESSES = 1_000
export const TOKEN_GUESS_WINDOW_SECONDS = 60

const MOST_REMEMBERED = 10_000

/**
 * Limits what one caller learns about values that are not its own. A resource server asks about whatever it is sent, so
 * a token that is its own is answered for all that: nobody who sends it rubbish can close it down. RFC 7662 §4.
 */
export class TokenGuesses {
  readonly #delayed = new Map<string, number>()

  /** Counts one, for all replicas; seconds to wait when it was one too many. From then on nothing is written. */
  async count(storage: TenantStorage, client: Client, { now, source }: RequestFacts): Promise<number | null> {
    const key = `${storage.tenant.id} ${client.clientId} ${source ?? ''}`
    const known = this.#delayed.get(key)
    if (known !== undefined && known > now) return secondsUntil(known, now)
    const limit = { limit: TOKEN_GUESSES, windowSeconds: TOKEN_GUESS_WINDOW_SECONDS }
    const keys = [{ kind: 'introspection', keyHash: hashValue(key), ...limit }]
    const counted = await storage.countAttempt({ keys, now })
    if (counted.outcome === 'allowed') return null
    if (this.#delayed.size >= MOST_REMEMBERED) this.#delayed.clear()
    this.#delayed.set(key, counted.until)
    return secondsUntil(counted.until, now)
  }
}

function secondsUntil(until: number, now: number): number {
  return Math.max(1, Math.ceil((until - now) / 1000))
}
