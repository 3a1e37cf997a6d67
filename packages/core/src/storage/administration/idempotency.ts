/**
 * Makes a creation that is asked for twice happen once. It is written in the transaction of the creation, and read
 * before anything else is looked at.
 */
export interface Idempotency {
  /** SHA-256 of who asks and the key that they chose. */
  readonly keyHash: string
  /** SHA-256 of what is asked for: the same key with something else is refused. */
  readonly requestHash: string
  /** The answer to give again, sealed: it may hold a secret. */
  readonly answer: string
  readonly expiresAt: number
}

/** It was done before: `answer` is what was kept then, empty when the account that it made was erased since, and `requestHash` what was asked for then. */
export interface Repeated {
  readonly outcome: 'repeated'
  readonly requestHash: string
  readonly answer: string
}

export interface IdempotencyVerbs {
  /** What a creation with this key was answered; looked up before the request is checked. Expired ones are unknown. */
  findRepeated(input: { keyHash: string; now: number }): Promise<Repeated | { outcome: 'unknown' }>
}
