import { hash } from 'node:crypto'
import type { Mutant } from './mutant.ts'

/** As many of them as are wanted; the same seed draws the same ones, and those of a smaller sample are in a larger one. */
export function drawSample(mutants: readonly Mutant[], size: number, seed: number): readonly Mutant[] {
  const ranked = mutants.map((mutant) => ({ mutant, rank: rankOf(mutant, seed) }))
  return ranked
    .toSorted((left, right) => (left.rank < right.rank ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant)
}

function rankOf({ file, line, column, mutator, replacement }: Mutant, seed: number): string {
  return hash('sha256', `${seed}/${JSON.stringify([file, line, column, mutator, replacement])}`)
}
