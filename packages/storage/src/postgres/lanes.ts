import { StorageUnavailableError } from '@identity-hub/core'

export type InLane = <T>(key: string, work: () => Promise<T>) => Promise<T>

/**
 * Work of the same key is done one after another, other keys do not wait. Those who want one row would only queue for its
 * lock in the database, each with a session, and the last ones too long. An outage is told to those who wait, too.
 */
export function createLanes(): InLane {
  const ends = new Map<string, Promise<unknown>>()
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = ends.get(key)
    const own = before === undefined ? work() : before.then(work, (error: unknown) => goOn(error, work))
    ends.set(key, own)
    try {
      return await own
    } finally {
      if (ends.get(key) === own) ends.delete(key)
    }
  }
}

function goOn<T>(error: unknown, work: () => Promise<T>): Promise<T> {
  if (error instanceof StorageUnavailableError) throw error
  return work()
}

/** In the lanes of several keys at once; everybody enters them in the same order, so nobody waits in a circle. */
export const throughLanes =
  (inLane: InLane) =>
  <T>(keys: readonly string[], work: () => Promise<T>): Promise<T> =>
    [...new Set(keys)].toSorted().reduceRight<() => Promise<T>>((inner, key) => () => inLane(key, inner), work)()
