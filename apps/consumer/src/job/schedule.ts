import { setTimeout as wait } from 'node:timers/promises'

export interface Schedule {
  /** Resolves when the current run is over and no other will begin. */
  stop(): Promise<void>
}

/**
 * Runs the work now and then every so many seconds, counted from start to start. A run that takes longer puts the next
 * one off; two never overlap.
 */
export function schedule(
  work: (signal: AbortSignal) => Promise<void>,
  options: { readonly everySeconds: number; readonly onError: (error: unknown) => void },
): Schedule {
  const { everySeconds, onError } = options
  const stopping = new AbortController()
  const { signal } = stopping

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const startedAt = performance.now()
      try {
        await work(signal)
      } catch (error) {
        if (!signal.aborted) onError(error)
      }
      const rest = everySeconds * 1000 - (performance.now() - startedAt)
      await wait(Math.max(0, rest), undefined, { signal }).catch(() => undefined)
    }
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
