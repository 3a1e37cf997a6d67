import { setTimeout as delay } from 'node:timers/promises'
import { isBusy } from './sqlite-error.ts'

/** How long a verb waits for a lock that another process holds; then it answers that the storage is unavailable. */
export const PATIENCE_MILLISECONDS = 1_500

export const ASK_AGAIN_MILLISECONDS = 5

/** Asks again while another process holds the lock, without blocking the event loop in between. */
export async function whileBusy<T>(work: () => T, patienceMilliseconds: number): Promise<T> {
  const end = performance.now() + patienceMilliseconds
  for (;;) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error
    }
    await delay(ASK_AGAIN_MILLISECONDS)
  }
}
