/** Epoch milliseconds that never run backwards within the process, whatever somebody does to the system's clock. */
export function monotonicClock(now: () => number = Date.now): () => number {
  let latest = 0
  return () => {
    latest = Math.max(latest, now())
    return latest
  }
}
