import type { HubStorage } from '@identity-hub/core'
import type { Logger } from 'pino'

const INTERVAL_MILLISECONDS = 60_000
// 10,000 rows of each kind a second at most: twice what a busy hub issues, or they would pile up.
const PAUSE_MILLISECONDS = 20
const SLICE_ROWS = 200

/** Removes what has expired, in slices with pauses between them, so that no request waits for it. Answers how to stop. */
export function purgeRegularly(hub: HubStorage, clock: () => number, log: Logger): () => void {
  let timer = setTimeout(() => void purge(), INTERVAL_MILLISECONDS).unref()
  let stopped = false

  async function purge(): Promise<void> {
    let pause = INTERVAL_MILLISECONDS
    try {
      const { outcome } = await hub.purge({ now: clock(), limit: SLICE_ROWS })
      if (outcome === 'more') pause = PAUSE_MILLISECONDS
    } catch (error) {
      log.warn({ err: error }, 'purge failed; it is tried again')
    }
    if (!stopped) timer = setTimeout(() => void purge(), pause).unref()
  }

  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
