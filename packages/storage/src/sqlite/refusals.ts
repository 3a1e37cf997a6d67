import type { HubEvent, Id } from '@identity-hub/core'
import type { Connection } from './connection.ts'
import { writeEvents } from './events.ts'

const MAX_KEPT = 1_024
const MAX_DELAY_MILLISECONDS = 1_000

interface Refusal {
  readonly tenantId: Id
  readonly event: HubEvent
}

export interface RefusalBuffer {
  add(tenantId: Id, event: HubEvent): void
  /** Writes what is kept; null when nothing is. */
  take(): { readonly verb: () => void; readonly resolve: () => void; readonly reject: () => void } | null
  dropped(): number
}

/**
 * Anybody can cause refusals, so they may neither cost a commit each nor fill the memory: they wait a second at most for
 * a commit that is made anyway, and beyond a number they are counted instead of kept.
 */
export function createRefusalBuffer(db: Connection, flush: () => void): RefusalBuffer {
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
      if (kept.length === 0) return null
      const taken = kept
      kept = []
      return {
        verb: () => {
          for (const { tenantId, event } of taken) writeEvents(db, tenantId, [event])
        },
        resolve: () => {},
        reject: () => {
          dropped += taken.length
        },
      }
    },
    dropped: () => dropped,
  }
}
