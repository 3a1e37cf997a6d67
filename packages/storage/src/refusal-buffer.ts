import type { HubEvent, Id } from '@identity-hub/core'

const MAX_KEPT = 1_024
const MAX_DELAY_MILLISECONDS = 1_000

export interface Refusal {
  readonly tenantId: Id
  readonly event: HubEvent
}

export interface RefusalBuffer {
  add(tenantId: Id, event: HubEvent): void
  /** Hands over what is kept. */
  take(): readonly Refusal[]
  /** Counts what could not be written. */
  drop(refusals: readonly Refusal[]): void
  dropped(): number
}

/**
 * Anybody can cause refusals, so they may neither cost a commit each nor fill the memory: they wait a second at most for
 * company, and beyond a number they are counted instead of kept.
 * @param flush asked once a second while something is kept; it takes
 */
export function createRefusalBuffer(flush: () => void): RefusalBuffer {
  let kept: Refusal[] = []
  let dropped = 0
  let timer: NodeJS.Timeout | null = null

  function startTimer(): void {
    timer = setTimeout(() => {
      timer = null
      flush()
    }, MAX_DELAY_MILLISECONDS)
    timer.unref()
  }

  return {
    add: (tenantId, event) => {
      if (kept.length >= MAX_KEPT) {
        dropped += 1
        return
      }
      kept.push({ tenantId, event })
      if (timer === null) startTimer()
    },
    take: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      const taken = kept
      kept = []
      return taken
    },
    drop: (refusals) => {
      dropped += refusals.length
    },
    dropped: () => dropped,
  }
}
