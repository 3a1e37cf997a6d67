import type { HubEvent, Id } from '@identity-hub/core'

const MAX_KEPT = 1_024
const MAX_DELAY_MILLISECONDS = 1_000
// Sustained, once the burst above is used up: what an attacker can write to the disk in a day stays below a gigabyte.
const KEPT_PER_SECOND = 20

export interface Refusal {
  readonly tenantId: Id
  readonly event: HubEvent
}

export interface RefusalBuffer {
  readonly add: (tenantId: Id, event: HubEvent) => void
  /** Hands over what is kept. */
  readonly take: () => readonly Refusal[]
  /** Takes back what could not be written yet. */
  readonly giveBack: (refusals: readonly Refusal[]) => void
  /** Counts what could not be written. */
  readonly drop: (refusals: readonly Refusal[]) => void
  readonly dropped: () => number
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
  let allowance = MAX_KEPT
  let allowedAt = performance.now()

  function mayKeep(): boolean {
    const now = performance.now()
    allowance = Math.min(MAX_KEPT, allowance + ((now - allowedAt) / 1000) * KEPT_PER_SECOND)
    allowedAt = now
    if (allowance < 1 || kept.length >= MAX_KEPT) return false
    allowance -= 1
    return true
  }

  function startTimer(): void {
    timer = setTimeout(() => {
      timer = null
      flush()
    }, MAX_DELAY_MILLISECONDS)
    timer.unref()
  }

  function add(tenantId: Id, event: HubEvent): void {
    if (mayKeep()) keep({ tenantId, event })
    else dropped += 1
  }

  function keep(refusal: Refusal): void {
    kept.push(refusal)
    if (timer === null) startTimer()
  }

  return {
    add,
    giveBack: (refusals) => {
      const room = MAX_KEPT - kept.length
      for (const refusal of refusals.slice(0, room)) keep(refusal)
      dropped += Math.max(0, refusals.length - room)
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
