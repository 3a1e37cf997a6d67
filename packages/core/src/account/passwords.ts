import type { Id } from '../storage/records.ts'

/** Password hashing, which core does not do itself: slow on purpose, off the event loop, bounded. */
export interface Passwords {
  /**
   * Runs at most a few attempts for one person at a time, the others wait their turn; `busy`: too many wait. So attempts
   * that are counted inside never outnumber a limit by arriving together, and rightful ones queue instead of being refused.
   */
  gate<T>(tenantId: Id, person: string, attempt: () => Promise<T>): Promise<T | 'busy'>
  /** The same time for an unknown user (`null`) as for a wrong password. Tenants take turns. */
  verify(passwordHash: string | null, password: string, tenantId?: Id): Promise<boolean>
  hash(password: string, tenantId?: Id): Promise<string>
  /** Whether the hash was made with other parameters than today's. */
  needsRehash(passwordHash: string): boolean
}
