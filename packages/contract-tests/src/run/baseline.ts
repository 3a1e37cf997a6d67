import { isObject } from '../document/json-pointer.ts'
import type { BaselineComparison, RunReport, TestResult, Verdict } from '../report/run-report.ts'

/** What a server was found to keep, in a file that is committed: the verdict of each test that ran. */
export interface Baseline {
  readonly version: 1
  /** By test id, in order. */
  readonly verdicts: Readonly<Record<string, Verdict>>
}

// Not to be asked any longer is worse than to pass: what was proved before is not proved now.
const ranks: Record<Verdict, number> = { pass: 0, warn: 1, 'not-applicable': 1, fail: 2, skipped: 0 }

export function baselineOf({ results }: Pick<RunReport, 'results'>): Baseline {
  const verdicts = results
    .filter(({ verdict }) => verdict !== 'skipped')
    .map(({ id, verdict }): [string, Verdict] => [id, verdict])
  return { version: 1, verdicts: Object.fromEntries(verdicts.toSorted(([left], [right]) => (left < right ? -1 : 1))) }
}

/** What differs from the baseline; what was left out of this run does not. */
export function compareWithBaseline(results: readonly TestResult[], { verdicts }: Baseline): BaselineComparison {
  const ran = results.filter(({ verdict }) => verdict !== 'skipped')
  const change = ({ id, verdict }: TestResult) => {
    const before = verdicts[id]
    return before === undefined ? null : Math.sign(ranks[verdict] - ranks[before])
  }
  const idsWith = (sign: number | null) => ran.filter((result) => change(result) === sign).map(({ id }) => id)
  return { worse: idsWith(1), better: idsWith(-1), unknown: idsWith(null) }
}

/** @throws when the text is none */
export function readBaseline(text: string): Baseline {
  const value: unknown = JSON.parse(text)
  const verdicts = isObject(value) && value['version'] === 1 ? value['verdicts'] : undefined
  if (!isObject(verdicts)) throw new Error('It is no baseline: { "version": 1, "verdicts": { … } }')
  for (const [id, verdict] of Object.entries(verdicts))
    if (typeof verdict !== 'string' || !(verdict in ranks)) throw new Error(`${id} has no known verdict`)
  // Each member was looked at.
  return { version: 1, verdicts: verdicts as Record<string, Verdict> }
}
