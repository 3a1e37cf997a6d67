/** Callers that ask for the same key while the work is under way share it. Nothing is remembered afterwards. */
export interface SingleFlight<Result> {
  run(key: string, work: () => Promise<Result>): Promise<Result>
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
}

export function singleFlight<Result>(): SingleFlight<Result> {
  const flights = new Map<string, Promise<Result>>()

  return {
    run(key, work) {
      const current = flights.get(key)
      if (current) return current
      const flight = work()
      flights.set(key, flight)
      const land = (): void => void flights.delete(key)
      // Registered first, so that a caller who wakes up and asks again starts anew. It also takes the rejection of a
      // flight whose callers have all gone.
      flight.then(land, land)
      return flight
    },
    async settled() {
      while (flights.size > 0) await Promise.allSettled(flights.values())
    },
  }
}
