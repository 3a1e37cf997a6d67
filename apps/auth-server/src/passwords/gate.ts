import { createSemaphore, type Semaphore } from './semaphore.ts'

export interface GateLimits {
  /** Attempts for one person at a time. */
  readonly perPerson: number
  /** Attempts for one person, running and waiting. */
  readonly mostPerPerson: number
  /** Attempts in one tenant, running and waiting. */
  readonly mostPerTenant: number
}

export type Gate = <T>(tenantId: string, person: string, attempt: () => Promise<T>) => Promise<T | 'busy'>

/**
 * Few attempts for one person at a time; the others wait their turn, and are turned away only when too many wait. What
 * waits in one tenant takes no room from another.
 */
export function createGate(limits: GateLimits): Gate {
  const persons = new Map<string, Semaphore>()
  const inside = new Map<string, number>()
  return async (tenantId, person, attempt) => {
    const key = `${tenantId} ${person}`
    const semaphore = persons.get(key) ?? createSemaphore(limits.perPerson)
    const here = inside.get(tenantId) ?? 0
    if (here >= limits.mostPerTenant || semaphore.size >= limits.mostPerPerson) return 'busy'
    persons.set(key, semaphore)
    inside.set(tenantId, here + 1)
    try {
      return await semaphore.run(attempt)
    } finally {
      const left = (inside.get(tenantId) ?? 1) - 1
      if (left === 0) inside.delete(tenantId)
      else inside.set(tenantId, left)
      if (semaphore.size === 0) persons.delete(key)
    }
  }
}
