import type { HubStorage } from '@identity-hub/core'
import type { Logger } from 'pino'

const INTERVAL_MILLISECONDS = 5_000

/**
 * Looks at the storage also when nobody asks `/health/ready`, and tells when its state changes. Looking is how a storage
 * notices that its schema has gone on without this release. Answers how to stop.
 */
export function watchStorage(
  hub: Pick<HubStorage, 'health'>,
  log: Pick<Logger, 'info' | 'warn'>,
  intervalMilliseconds = INTERVAL_MILLISECONDS,
): () => void {
  let told = 'ready'
  let timer = setTimeout(look, intervalMilliseconds).unref()
  let stopped = false

  function look(): void {
    void hub
      .health()
      .then(({ status }) => tell(status))
      .catch((error: unknown) => log.warn({ err: error }, 'looking at the storage failed; it is tried again'))
      .finally(() => {
        if (!stopped) timer = setTimeout(look, intervalMilliseconds).unref()
      })
  }

  function tell(status: string): void {
    if (status === told) return
    told = status
    if (status === 'ready') log.info({ status }, 'the storage is ready again')
    else log.warn({ status }, 'the storage is not ready')
  }

  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
