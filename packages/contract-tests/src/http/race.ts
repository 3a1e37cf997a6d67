/** Starts `times` attempts at the same moment and resolves with all of their results, in the order they were started. */
export function race<T>(times: number, attempt: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: times }, (_, index) => attempt(index)))
}

/** Repeats something until the work is over, at least `least` times, and resolves with what it gave each time. */
export async function meanwhile<T>(work: Promise<unknown>, repeat: () => Promise<T>, least = 1): Promise<T[]> {
  const state = { working: true }
  const settled = work.finally(() => (state.working = false))
  const results: T[] = []
  while (state.working || results.length < least) results.push(await repeat())
  await settled
  return results
}

/** How often each value occurs. */
export function tally(values: readonly (string | number)[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
