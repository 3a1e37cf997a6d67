import { DeadlinePassedError } from './postgres-error.ts'
import { QUEUE_MILLISECONDS } from './patience.ts'

/** Lets a number of callers at a time have a turn, in the order in which they came. */
export interface Turns {
  /** Answers how to end the turn. */
  take(): Promise<() => void>
  /** Sends away everybody who waits. */
  dismiss(error: Error): void
}

export function createTurns(atATime: number): Turns {
  let taken = 0
  let waiting: { readonly begin: () => void; readonly leave: (error: Error) => void }[] = []

  function end(): void {
    const next = waiting.shift()
    // The turn passes on.
    if (next === undefined) taken -= 1
    else next.begin()
  }

  return {
    take: () => {
      if (taken < atATime) {
        taken += 1
        return Promise.resolve(end)
      }
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting = waiting.filter((one) => one !== entry)
          reject(new DeadlinePassedError())
        }, QUEUE_MILLISECONDS)
        const entry = {
          begin: () => {
            clearTimeout(timer)
            resolve(end)
          },
          leave: (error: Error) => {
            clearTimeout(timer)
            reject(error)
          },
        }
        waiting.push(entry)
      })
    },
    dismiss: (error) => {
      for (const { leave } of waiting.splice(0)) leave(error)
    },
  }
}
