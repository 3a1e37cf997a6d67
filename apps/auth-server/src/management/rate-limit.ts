const WINDOW_MILLISECONDS = 10_000
const REQUESTS = 600

/** How much one principal asks of this process: 600 requests in ten seconds. */
export class RequestRates {
  readonly #most: number
  readonly #counts = new Map<string, number>()
  #windowEndsAt = 0

  /** @param most requests in ten seconds */
  constructor(most = REQUESTS) {
    this.#most = most
  }

  /** null: go on; otherwise the seconds until it is worth trying again. */
  take(principal: string, now: number): number | null {
    // Also when the clock was set back, or the limit would last until it has caught up.
    if (now >= this.#windowEndsAt || now < this.#windowEndsAt - WINDOW_MILLISECONDS) {
      this.#counts.clear()
      this.#windowEndsAt = now + WINDOW_MILLISECONDS
    }
    const count = (this.#counts.get(principal) ?? 0) + 1
    this.#counts.set(principal, count)
    return count <= this.#most ? null : Math.max(1, Math.ceil((this.#windowEndsAt - now) / 1000))
  }
}
