import { contestants } from '../contestants/contestants.ts'
import type { Contestant } from '../contestants/contestant.ts'
import type { Operation } from '../operations/operation.ts'
import { operations } from '../operations/operations.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { scenarios } from '../scenarios/scenarios.ts'

export interface Selection {
  readonly contestants: readonly Contestant[]
  readonly operations: readonly Operation[]
  readonly scenarios: readonly Scenario[]
}

/**
 * Contestants alone stand for all of their operations, operations alone for all contestants that have them; scenarios are
 * run when they are named, or when nothing is.
 */
export function select(only: readonly string[] | null): Selection {
  if (only === null) return { contestants, operations, scenarios }
  const named = <T extends { readonly name: string }>(all: readonly T[]): readonly T[] =>
    all.filter(({ name }) => only.includes(name))
  const [chosenContestants, chosenOperations] = [named(contestants), named(operations)]
  if (chosenContestants.length === 0 && chosenOperations.length === 0)
    return { contestants: [], operations: [], scenarios: named(scenarios) }
  const ops = chosenOperations.length === 0 ? operations : chosenOperations
  const candidates = chosenContestants.length === 0 ? contestants : chosenContestants
  return {
    contestants: candidates.filter((contestant) => ops.some(({ name }) => contestant.operations.includes(name))),
    operations: ops,
    scenarios: named(scenarios),
  }
}
