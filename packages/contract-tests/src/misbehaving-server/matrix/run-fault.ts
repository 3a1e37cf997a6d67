import type { TestResult } from '../../report/run-report.ts'
import type { Case } from '../../run/cases.ts'
import { openContract } from '../../run/open-contract.ts'
import { runCases } from '../../run/run-cases.ts'
import type { Fault } from '../faults/fault.ts'
import { configurationOf, furnish } from '../furnish.ts'
import { listen } from '../server.ts'

// One for all runs: what a fault breaks may depend on what was drawn.
const seed = 1
// Of made-up requests; what they find, they find soon.
const fuzz = 300

/** Runs chosen cases of the contract against a new server with some faults; resolves with what ran. */
export async function runWithFaults(
  faults: readonly Fault[],
  choose: (one: Case) => boolean,
): Promise<readonly TestResult[]> {
  const furniture = furnish()
  await using server = await listen(furniture.state, { faults })
  const contract = await openContract({ ...configurationOf(server, furniture), seed, fuzz })
  const results = await runCases(contract.cases, {
    ...contract,
    leftOut: (one) => (choose(one) ? null : 'Not chosen'),
  })
  return results.filter(({ verdict }) => verdict !== 'skipped')
}

/** The ids of those that did not pass. */
export function failedIn(results: readonly TestResult[]): readonly string[] {
  return results.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)
}
