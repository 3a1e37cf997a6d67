import type { TestResult } from '../report/run-report.ts'
import type { Case } from './cases.ts'
import type { Mask } from './mask.ts'
import { resultOf, runCase } from './run-case.ts'

/** What somebody who watches is told. */
export interface RunEvents {
  onStart?(one: Case): void
  onResult?(result: TestResult): void
}

export interface RunCasesOptions extends RunEvents {
  readonly seed: number
  readonly mask: Mask
  /** Why a case is left out; null: it runs. */
  readonly leftOut: (one: Case) => string | null
  /** Hears of tests that did not pass before the next ones start; when it throws, none do. */
  readonly onBroken?: (broken: readonly TestResult[]) => Promise<void>
}

/** Runs cases in order, neighbours of one concurrent group side by side, and resolves with a result for each, in order. */
export async function runCases(cases: readonly Case[], options: RunCasesOptions): Promise<readonly TestResult[]> {
  const run = async (one: Case): Promise<TestResult> => {
    const reason = options.leftOut(one)
    if (reason === null) options.onStart?.(one)
    const result = reason === null ? await runCase(one, options) : resultOf(one, 'skipped', reason)
    options.onResult?.(result)
    return result
  }
  const results: TestResult[] = []
  for (const batch of batchesOf(cases)) {
    const found = await Promise.all(batch.map(run))
    results.push(...found)
    const broken = found.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
    if (broken.length > 0) await options.onBroken?.(broken)
  }
  return results
}

function batchesOf(cases: readonly Case[]): readonly (readonly Case[])[] {
  const batches: Case[][] = []
  for (const one of cases) {
    const last = batches.at(-1)
    const together = one.concurrent && last?.[0]?.concurrent === true && last[0].group === one.group
    if (together) last.push(one)
    else batches.push([one])
  }
  return batches
}
