import { hashValue } from '../issued-values/issued-value.ts'
import type { RequestFacts } from '../request-facts.ts'
import type { AttemptOutcome, ThrottleKey } from '../storage/interaction-verbs.ts'
import type { TenantStorage } from '../storage/port.ts'
import { authenticateClient, type AuthenticatedClient } from './authenticate-client.ts'
import type { RefusedClient } from './errors.ts'
import type { ClientCredentials } from './read-client-credentials.ts'

/** Wrong secrets for one client from one address in a window; the next attempt waits for its end. */
export const SECRET_ATTEMPTS = 100
export const SECRET_WINDOW_SECONDS = 300

const MOST_WINDOWS = 1_000
const MOST_CHARACTERS = 256

/** Somebody guesses, so nothing is evaluated any more. */
export interface ThrottledTokenRequest {
  readonly outcome: 'throttled'
  readonly reason: 'client_secret_guessed'
  readonly retryAfterSeconds: number
}

/**
 * Limits guesses of client secrets without a write for right ones: wrong ones are counted in the storage, for all
 * replicas, also for clients that do not exist. Once the limit is reached, even a right guess is refused, on every replica.
 */
export class SecretGuesses {
  /** Wrong ones of this process, by window, that are being counted. */
  readonly #counting = new Map<string, Promise<unknown>>()
  /** Of those who asked last, by what they are made of: most ask again. */
  readonly #windows = new Map<string, ThrottleKey>()

  async authenticate(
    storage: TenantStorage,
    credentials: ClientCredentials,
    { now, source }: Pick<RequestFacts, 'now' | 'source'>,
  ): Promise<AuthenticatedClient | RefusedClient | ThrottledTokenRequest> {
    if (credentials.secret === null) return authenticateClient(storage, credentials, now)
    const key = this.#windowOf(`${storage.tenant.id} ${credentials.clientId} ${source ?? ''}`)
    // Asked for in the same turn, so that the storage reads both at once.
    const [authenticated, before] = await Promise.all([
      authenticateClient(storage, credentials, now),
      storage.findDelay({ keys: [key], now }),
    ])
    if (before.outcome === 'delayed') return throttled(before.until, now)
    const isRight = authenticated.outcome === 'authenticated'
    const counted = isRight ? await this.#afterThoseBefore(storage, key, now) : await this.#count(storage, key, now)
    return counted.outcome === 'delayed' ? throttled(counted.until, now) : authenticated
  }

  #windowOf(name: string): ThrottleKey {
    const known = this.#windows.get(name)
    if (known !== undefined) return known
    const window = windowNamed(name)
    if (this.#windows.size >= MOST_WINDOWS) this.#windows.clear()
    // Nobody fills the memory with the names that they make up.
    if (name.length <= MOST_CHARACTERS) this.#windows.set(name, window)
    return window
  }

  #count(storage: TenantStorage, key: ThrottleKey, now: number): Promise<AttemptOutcome> {
    const { keyHash } = key
    const counted = storage.countAttempt({ keys: [key], now })
    const all = Promise.allSettled([this.#counting.get(keyHash), counted]).finally(() => {
      if (this.#counting.get(keyHash) === all) this.#counting.delete(keyHash)
    })
    this.#counting.set(keyHash, all)
    return counted
  }

  /** A right guess among many at the same moment does not slip past the count of the wrong ones that came before it. */
  async #afterThoseBefore(storage: TenantStorage, key: ThrottleKey, now: number): Promise<AttemptOutcome> {
    const counting = this.#counting.get(key.keyHash)
    if (counting === undefined) return { outcome: 'allowed' }
    await counting
    return storage.findDelay({ keys: [key], now })
  }
}

function windowNamed(name: string): ThrottleKey {
  const keyHash = hashValue(name)
  return { kind: 'client', keyHash, limit: SECRET_ATTEMPTS, windowSeconds: SECRET_WINDOW_SECONDS }
}

function throttled(until: number, now: number): ThrottledTokenRequest {
  const retryAfterSeconds = Math.max(1, Math.ceil((until - now) / 1000))
  return { outcome: 'throttled', reason: 'client_secret_guessed', retryAfterSeconds }
}
