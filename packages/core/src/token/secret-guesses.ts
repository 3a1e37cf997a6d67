import { hashValue } from '../issued-values/issued-value.ts'
import type { TenantStorage } from '../storage/port.ts'

/** Wrong secrets for one client from one address in a window; the next attempt waits for its end. */
export const SECRET_ATTEMPTS = 100
export const SECRET_WINDOW_SECONDS = 300

const MOST_REMEMBERED = 10_000

/**
 * Limits guesses of client secrets without a cost for right ones: wrong ones are counted in the storage, for all
 * replicas; who has reached the limit is remembered here, so that even a right guess is refused from then on.
 */
export class SecretGuesses {
  readonly #delayed = new Map<string, number>()

  /** Seconds to wait, or null when an attempt may be evaluated. */
  retryAfterSeconds(tenantId: string, clientId: string, source: string | null, now: number): number | null {
    const until = this.#delayed.get(keyOf(tenantId, clientId, source))
    return until === undefined || until <= now ? null : Math.ceil((until - now) / 1000)
  }

  /** Counts a wrong secret, also for a client that does not exist; seconds to wait when that was one too many. */
  async count(storage: TenantStorage, clientId: string, source: string | null, now: number): Promise<number | null> {
    const key = keyOf(storage.tenant.id, clientId, source)
    const counted = await storage.countAttempt({
      keys: [{ kind: 'client', keyHash: hashValue(key), limit: SECRET_ATTEMPTS, windowSeconds: SECRET_WINDOW_SECONDS }],
      now,
    })
    if (counted.outcome === 'allowed') return null
    const oldest = this.#delayed.size >= MOST_REMEMBERED ? this.#delayed.keys().next().value : undefined
    if (oldest !== undefined) this.#delayed.delete(oldest)
    this.#delayed.set(key, counted.until)
    return Math.max(1, Math.ceil((counted.until - now) / 1000))
  }
}

function keyOf(tenantId: string, clientId: string, source: string | null): string {
  return `${tenantId} ${clientId} ${source ?? ''}`
}
