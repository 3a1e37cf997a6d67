import { QUEUE_MILLISECONDS } from './patience.ts'
import { DeadlinePassedError } from './postgres-error.ts'

/** Lets a number of callers at a time have a turn, in the order in which they came. */
export interface Turns {
  /** Answers how to end the turn. */
  take(): Promise<() => void>
  /** Lets one less at a time have a turn, for a second. False: that would be nobody. */
  narrow(): boolean
  /** Sends away everybody who waits. */
  dismiss(error: unknown): void
}

interface Waiting {
  readonly begin: () => void
  readonly leave: (error: unknown) => void
}

const NARROW_MILLISECONDS = 1_000

export function createTurns(atATime: number): Turns {
  const waiting = new Set<Waiting>()
  let limit = atATime
  let taken = 0
  let widening: NodeJS.Timeout | null = null

  function begin(): void {
    for (const next of waiting) {
      if (taken >= limit) return
      waiting.delete(next)
      taken += 1
      next.begin()
    }
  }

  function end(): void {
    taken -= 1
    begin()
  }

  return {
    take: () => {
      if (taken < limit) {
        taken += 1
        return Promise.resolve(end)
      }
      return new Promise((resolve, reject) => {
        const leave = (error: unknown): void => {
          clearTimeout(timer)
          waiting.delete(entry)
          reject(error)
        }
        const timer = setTimeout(() => leave(new DeadlinePassedError()), QUEUE_MILLISECONDS)
        const entry: Waiting = {
          begin: () => {
            clearTimeout(timer)
            resolve(end)
          },
          leave,
        }
        waiting.add(entry)
      })
    },
    narrow: () => {
      if (taken <= 1) return false
      limit = taken - 1
      widening ??= setTimeout(() => {
        widening = null
        limit = atATime
        begin()
      }, NARROW_MILLISECONDS).unref()
      return true
    },
    dismiss: (error) => {
      for (const { leave } of waiting) leave(error)
    },
  }
}
