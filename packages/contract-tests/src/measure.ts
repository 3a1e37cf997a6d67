/**
 * The smallest of up to `times` measurements, the first below `enough` included: the machine may be busy with something
 * else at one moment, and what the server does wrong shows in every one of them.
 */
export async function leastOf(times: number, enough: number, measure: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < times && least >= enough; round += 1) least = Math.min(least, await measure())
  return least
}

/** The middle one; 0 of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0
}

/** The value that so many of 100 do not exceed. */
export function percentile(values: readonly number[], of: number): number {
  return values.toSorted((left, right) => left - right)[Math.max(0, Math.ceil((values.length * of) / 100) - 1)] ?? 0
}
