import { contentOf, type Mutant, type TriedMutant } from './mutant.ts'

/**
 * What a survivor means. Equivalent: the code does the same; not observable: what changes is nothing that a client, a user
 * or an administrator could tell; not tried: what it changes was made and kept before the mutant was put in, and `why` names
 * the test that asks for it; gap: a test is missing.
 */
export type Opinion = 'equivalent' | 'not observable' | 'not tried' | 'gap'

/** A survivor that somebody has looked at. */
export interface JudgedSurvivor extends Pick<Mutant, 'file' | 'source' | 'original' | 'replacement'> {
  readonly verdict: Opinion
  readonly why: string
}

export interface Judgement {
  readonly tried: readonly TriedMutant[]
  /** Each mutant that no test caught, with what is thought of it; null: nobody has looked at it. */
  readonly uncaught: readonly (TriedMutant & { readonly judged: JudgedSurvivor | null })[]
  /** Caught ones, of those that change what can be observed, from 0 to 1. */
  readonly share: number
}

export const leastShare = 0.9

/** Holds what was seen against what is thought of it. A survivor that nobody has looked at counts as a gap. */
export function judge(tried: readonly TriedMutant[], judged: readonly JudgedSurvivor[]): Judgement {
  const opinions = new Map(judged.map((one) => [contentOf(one), one]))
  const caught = tried.filter(({ fate }) => fate === 'caught').length
  const uncaught = tried
    .filter(({ fate }) => fate === 'survived' || fate === 'not covered')
    .map((mutant) => ({ ...mutant, judged: opinions.get(contentOf(mutant)) ?? null }))
  const gaps = uncaught.filter(({ judged: one }) => one === null || one.verdict === 'gap').length
  return { tried, uncaught, share: caught + gaps === 0 ? 0 : caught / (caught + gaps) }
}

/** Why the run has failed; none: it has not. */
export function complaints({ tried, uncaught, share }: Judgement): readonly string[] {
  const unknown = uncaught.filter(({ judged }) => judged === null)
  const untried = tried.filter(({ fate }) => fate === 'untried').length
  return [
    ...unknown.map(
      ({ file, line, original, replacement }) => `${file}:${line} nobody has judged: ${original} → ${replacement}`,
    ),
    ...(share < leastShare ? [`${percent(share)} were caught, and ${percent(leastShare)} have to be`] : []),
    ...(untried > 0 ? [`${untried} were not tried`] : []),
  ]
}

/** Rounded down, so that no figure looks better than it is. */
export function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`
}
