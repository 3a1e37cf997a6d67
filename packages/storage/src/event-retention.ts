import { newId, type Id } from '@identity-hub/core'

/** How long an operator can look back. */
export const EVENT_RETENTION_DAYS = 90

const DAY_MILLISECONDS = 24 * 3600 * 1000

/** Event ids are time-ordered: those before this one are older than the retention. */
export function oldestKeptEventId(now: number): Id {
  return newId(now - EVENT_RETENTION_DAYS * DAY_MILLISECONDS, (size) => Buffer.alloc(size))
}
