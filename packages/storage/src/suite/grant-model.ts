import { DAY, HOUR, MINUTE, SECOND, START } from './fixtures.ts'

/** What a verb answers, in short: the outcome and, where there is one, the reason. */
export type Answer = string

interface ModelToken {
  readonly idleEndsAt: number
  used: boolean
  /** Until when which request is answered again; null when strict, or when its receiver has used what it got. */
  retry: { readonly until: number; readonly request: string } | null
}

/** One grant as design and RFCs describe it, without a database: what each step must answer. */
export class GrantModel {
  now = START
  blocked = false
  accountChanged = false
  policyVersion: number
  revoked: string | null = null
  purgedTo = 0
  readonly tokens: ModelToken[] = []
  readonly #codeExpiresAt = START + MINUTE
  readonly #absoluteEndsAt = START + 180 * DAY
  #codeUsed = false
  #failures = 0
  #accessEndsAt = 0

  constructor(policyVersion: number) {
    this.policyVersion = policyVersion
  }

  block(): void {
    this.blocked = true
    this.accountChanged = true
  }

  revoke(reason: string): Answer {
    if (this.#isGone()) return 'unknown'
    if (this.revoked !== null) return 'already'
    this.revoked = reason
    return 'revoked'
  }

  failVerifier(): Answer {
    if (this.#codeUsed || this.#failures >= 5 || this.now >= this.#codeExpiresAt) return 'counted'
    this.#failures += 1
    return this.#failures === 5 ? 'spent' : 'counted'
  }

  exchange(policyRead: number): Answer {
    if (this.#isGone() || this.purgedTo >= this.#codeExpiresAt + DAY) return 'unknown'
    if (this.#codeUsed && this.revoked === null) {
      this.revoked = 'code_replayed'
      return 'replayed'
    }
    const dead = this.#deadReason()
    if (dead !== null) return `dead ${dead}`
    if (this.#failures >= 5) return 'spent'
    if (this.now >= this.#codeExpiresAt) return 'expired'
    if (policyRead !== this.policyVersion) return 'stale'
    this.#codeUsed = true
    this.#issue()
    return 'exchanged'
  }

  rotate(at: number, policyRead: number, request: string, windowSeconds: number): Answer {
    const token = this.tokens[at]
    if (token === undefined || this.#isGone() || this.purgedTo >= token.idleEndsAt) return 'unknown'
    const dead = this.#deadReason()
    if (dead !== null) return dead === 'grant_expired' ? 'expired absolute' : `dead ${dead}`
    if (policyRead !== this.policyVersion) return 'stale'
    if (token.retry !== null && this.now < token.retry.until)
      return token.retry.request === request ? 'repeat' : 'repeat-differs'
    if (this.now >= token.idleEndsAt) return 'expired idle'
    if (token.used) {
      this.revoked = 'refresh_token_reused'
      return 'reused'
    }
    const predecessor = this.tokens[at - 1]
    if (predecessor !== undefined) predecessor.retry = null
    token.used = true
    token.retry = windowSeconds === 0 ? null : { until: this.now + windowSeconds * SECOND, request }
    this.#issue()
    return 'rotated'
  }

  #issue(): void {
    this.tokens.push({ idleEndsAt: this.now + 30 * DAY, used: false, retry: null })
    this.#accessEndsAt = Math.max(this.#accessEndsAt, this.now + HOUR)
  }

  #deadReason(): string | null {
    if (this.revoked !== null) return this.revoked
    if (this.blocked) return 'account_blocked'
    if (this.accountChanged) return 'account_changed'
    return this.now >= this.#absoluteEndsAt ? 'grant_expired' : null
  }

  /** Purged because nothing of it could be used any longer. */
  #isGone(): boolean {
    const lastUse = Math.max(this.#accessEndsAt, this.tokens.at(-1)?.idleEndsAt ?? 0)
    return this.purgedTo >= Math.max(this.#codeExpiresAt + DAY, Math.min(this.#absoluteEndsAt, lastUse))
  }
}
