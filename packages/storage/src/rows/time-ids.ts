import { type Id, newId } from '@identity-hub/core'

// 48 bits; the room above is never used.
const LAST_INSTANT = 2 ** 48 - 1

/** Ids are time-ordered: those made at the instant or later do not sort before this one. */
export const firstIdAt = (instant: number): Id =>
  newId(Math.min(Math.max(Math.floor(instant), 0), LAST_INSTANT), (size) => Buffer.alloc(size))
