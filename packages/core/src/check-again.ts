import { StorageUnavailableError } from './storage/unavailable.ts'

const MAX_ATTEMPTS = 5

/**
 * Runs read, check and write again when the write answers that what it rested on has changed meanwhile. Giving up after
 * a few times is an outage: nothing was written.
 */
export async function checkAgainWhenStale<T extends { readonly outcome: string }>(
  attempt: () => Promise<T | { readonly outcome: 'stale' }>,
): Promise<Exclude<T, { readonly outcome: 'stale' }>> {
  for (let left = MAX_ATTEMPTS; left > 0; left -= 1) {
    const result = await attempt()
    // The cast restates the test: whatever is not stale is one of T's other outcomes.
    if (result.outcome !== 'stale') return result as Exclude<T, { readonly outcome: 'stale' }>
  }
  throw new StorageUnavailableError('what the checks rested on kept changing')
}
