/**
 * Epoch milliseconds that never run backwards within the process, whatever somebody does to the system's clock. After it
 * was set back, ours goes on at half speed until the system's has caught up: nothing is revived, and nothing stands still.
 * @param wall the system's clock, epoch milliseconds
 * @param elapsed milliseconds since some moment; never set by anybody
 */
export function monotonicClock(
  wall: () => number = Date.now,
  elapsed: () => number = () => performance.now(),
): () => number {
  let latest = 0
  let readAt = elapsed()
  return () => {
    const now = elapsed()
    latest = Math.max(wall(), latest + (now - readAt) / 2)
    readAt = now
    return Math.floor(latest)
  }
}
