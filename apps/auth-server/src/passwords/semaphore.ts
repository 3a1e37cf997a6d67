/** At most `limit` at a time; the others wait in the order in which they came. */
export interface Semaphore {
  run<T>(task: () => Promise<T>): Promise<T>
  /** Running and waiting. */
  readonly size: number
}

export function createSemaphore(limit: number): Semaphore {
  const waiting: (() => void)[] = []
  let running = 0
  return {
    get size() {
      return running + waiting.length
    },
    async run(task) {
      if (running >= limit) {
        // Whoever ends hands its place over, so that nobody who comes later can slip in between.
        await new Promise<void>((resolve) => waiting.push(resolve))
      } else running += 1
      try {
        return await task()
      } finally {
        const next = waiting.shift()
        if (next === undefined) running -= 1
        else next()
      }
    },
  }
}
