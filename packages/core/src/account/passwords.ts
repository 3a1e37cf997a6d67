/** Password hashing, which core does not do itself: slow on purpose, off the event loop, bounded. */
export interface Passwords {
  /**
   * Runs at most a few attempts of one key at a time, the others wait their turn; `busy`: too many wait. So attempts that
   * are counted inside never outnumber a limit by arriving together, and rightful ones queue instead of being refused.
   */
  gate<T>(key: string, attempt: () => Promise<T>): Promise<T | 'busy'>
  /** The same time for an unknown user (`null`) as for a wrong password. */
  verify(passwordHash: string | null, password: string): Promise<boolean>
  hash(password: string): Promise<string>
  /** Whether the hash was made with other parameters than today's. */
  needsRehash(passwordHash: string): boolean
}
