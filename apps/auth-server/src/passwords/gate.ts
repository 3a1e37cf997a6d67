import { createSemaphore, type Semaphore } from './semaphore.ts'

export interface GateLimits {
  /** Attempts of one key at a time. */
  readonly perKey: number
  /** Attempts of one key, running and waiting. */
  readonly mostPerKey: number
  /** Attempts of all keys, running and waiting. */
  readonly most: number
}

export type Gate = <T>(key: string, attempt: () => Promise<T>) => Promise<T | 'busy'>

/** Few attempts of one key at a time; the others wait their turn, and are turned away only when too many wait. */
export function createGate(limits: GateLimits): Gate {
  const keys = new Map<string, Semaphore>()
  let inside = 0
  return async (key, attempt) => {
    const semaphore = keys.get(key) ?? createSemaphore(limits.perKey)
    if (inside >= limits.most || semaphore.size >= limits.mostPerKey) return 'busy'
    keys.set(key, semaphore)
    inside += 1
    try {
      return await semaphore.run(attempt)
    } finally {
      inside -= 1
      if (semaphore.size === 0) keys.delete(key)
    }
  }
}
