import type { Fault } from '../faults/fault.ts'
import type { Case } from '../../run/cases.ts'
import { isTrafficFor, looksBack } from './choose-cases.ts'
import { failedIn, runWithFaults } from './run-fault.ts'

/** Which of some tests fail under faults when little else runs; those that look back get some traffic to look at. */
export async function runAlone(faults: readonly Fault[], ids: readonly string[]): Promise<readonly string[]> {
  const lookingBack: Case[] = []
  const failed = failedIn(
    await runWithFaults(faults, (one) => {
      if (ids.includes(one.id) && looksBack(one)) lookingBack.push(one)
      return ids.includes(one.id) && !looksBack(one)
    }),
  )
  if (lookingBack.length === 0) return failed
  const results = await runWithFaults(faults, (one) =>
    lookingBack.some((back) => back.id === one.id || isTrafficFor(back, one)),
  )
  const seen = new Set([...failed, ...failedIn(results.filter(looksBack))])
  return ids.filter((id) => seen.has(id))
}
