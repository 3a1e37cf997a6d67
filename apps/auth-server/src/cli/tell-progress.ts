import type { CopyingOptions } from '@identity-hub/storage'
import type { CliContext } from './cli-context.ts'

const INTERVAL_MILLISECONDS = 2_000

/**
 * Runs long work that says how far it is, and can be stopped. What takes a moment says nothing.
 * @param done what the share is of: `copied`
 */
export async function tellProgress<T>(
  { stderr, onStop }: Pick<CliContext, 'stderr' | 'onStop'>,
  done: string,
  work: (options: CopyingOptions) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  onStop(() => stop.abort(new Error('it was stopped')))
  let told = performance.now()
  const onProgress = (share: number): void => {
    if (performance.now() - told < INTERVAL_MILLISECONDS) return
    told = performance.now()
    stderr.write(`${done} ${Math.floor(share * 100)} %\n`)
  }
  return work({ onProgress, signal: stop.signal })
}
