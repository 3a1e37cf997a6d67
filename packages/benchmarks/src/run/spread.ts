/** A figure over several rounds. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** @throws Error for no values */
export function spreadOf(values: readonly number[]): Spread {
  const ascending = values.toSorted((a, b) => a - b)
  const middle = ascending.length / 2
  const [low, high] = [ascending[Math.ceil(middle) - 1], ascending[Math.floor(middle)]]
  const [min, max] = [ascending[0], ascending.at(-1)]
  if (low === undefined || high === undefined || min === undefined || max === undefined)
    throw new Error('no values to summarise')
  return { median: (low + high) / 2, min, max }
}
