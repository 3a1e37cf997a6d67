import { setTimeout as wait } from 'node:timers/promises'
import { HubUnreachableError } from '../errors/hub-unreachable-error.ts'
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'

const delaysMilliseconds = [100, 300, 900, 2_000, 3_000]

/** The last repetition has to arrive while the window is still open. */
const marginMilliseconds = 1_000

/**
 * Sends the same refresh again while no usable answer comes. The hub gives the same answer to the same request for a
 * short time after it first carried it out, which cannot have been before the first attempt; a repetition after that is
 * a replay, and costs the grant. RFC 9700 §4.14
 */
export async function withinRetryWindow<Result>(
  attempt: () => Promise<Result>,
  { clock, retryWindowSeconds }: { readonly clock: () => number; readonly retryWindowSeconds: number },
): Promise<Result> {
  const lastAt = clock() + retryWindowSeconds * 1000 - marginMilliseconds
  for (const delay of delaysMilliseconds) {
    try {
      return await attempt()
    } catch (error) {
      if (!mayHaveBeenLost(error)) throw error
      const asked = error instanceof HubUnreachableError ? (error.retryAfterSeconds ?? 0) * 1000 : 0
      const pause = Math.max(delay * (0.5 + Math.random()), asked)
      if (clock() + pause > lastAt) throw error
      await wait(pause)
    }
  }
  return attempt()
}

function mayHaveBeenLost(error: unknown): error is HubUnreachableError | UnexpectedResponseError {
  if (error instanceof HubUnreachableError) return true
  return error instanceof UnexpectedResponseError && error.status >= 200 && error.status < 300
}
