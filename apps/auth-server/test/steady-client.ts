import { expect } from 'vitest'
import type { FurnishedHub } from './furnished-hub.ts'

/** What others must not notice of a burden: the 99th percentile of their token requests. */
const PROMISED_MILLISECONDS = 200
const FEWEST = 200
const ROUNDS = 3

/** A client that refreshes, one request after the other, each of which has to succeed. */
export interface SteadyClient {
  /** The 99th percentile until some work is over, in milliseconds. */
  measure(work?: Promise<unknown>): Promise<number>
}

export async function startSteadyClient(hub: FurnishedHub): Promise<SteadyClient> {
  const [code = ''] = await hub.obtainCodes(1)
  let refreshToken = (await hub.exchange(code)).body.refresh_token
  return {
    async measure(work = Promise.resolve()) {
      const times: number[] = []
      const over = new AbortController()
      const ended = work.finally(() => over.abort())
      while (!over.signal.aborted || times.length < FEWEST) {
        const answer = await hub.refresh(refreshToken)
        expect(answer.status).toBe(200)
        refreshToken = answer.body.refresh_token
        times.push(answer.milliseconds)
      }
      await ended
      return percentile(times, 99)
    },
  }
}

/**
 * Measured up to three times, of which one has to do: this machine may be busy with something else, too. Where it is slow
 * even without the burden, four times as long as at rest will do.
 */
export async function expectUndisturbed(client: SteadyClient, burden: () => Promise<number>): Promise<void> {
  const bound = Math.max(PROMISED_MILLISECONDS, 4 * (await client.measure()))
  expect(await leastOf(ROUNDS, bound, burden)).toBeLessThan(bound)
}

/** The smallest of up to `times` measurements, the first below `enough` included. */
export async function leastOf(times: number, enough: number, measure: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < times && least >= enough; round += 1) least = Math.min(least, await measure())
  return least
}

/** The value that so many of 100 do not exceed. */
export function percentile(values: readonly number[], of: number): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil((values.length * of) / 100) - 1)] ?? 0
}
