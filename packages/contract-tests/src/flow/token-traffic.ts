import { expect } from '../run/expect.ts'
import { meanwhile } from '../http/race.ts'
import type { Kit } from '../kit.ts'
import { percentile } from '../measure.ts'

const fewest = 100

/**
 * The 99th percentile of token requests, one after the other, until some work is over (100 at least). Milliseconds; each
 * request has to succeed.
 */
export async function tokenTraffic(
  { clientCredentials, target }: Pick<Kit, 'clientCredentials' | 'target'>,
  work: Promise<unknown> = Promise.resolve(),
): Promise<number> {
  const answers = await meanwhile(work, () => clientCredentials(target.clients.clientCredentials), fewest)
  expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  return percentile(
    answers.map(({ durationMilliseconds }) => durationMilliseconds),
    99,
  )
}

/** What still counts as undisturbed: 200 ms, or four times as long as at rest where the machine has other work to do. */
export async function undisturbed(kit: Pick<Kit, 'clientCredentials' | 'target'>): Promise<number> {
  return Math.max(200, 4 * (await tokenTraffic(kit)))
}
