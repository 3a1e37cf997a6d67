import type { Selection } from '../cli/select.ts'
import type { ScenarioOptions } from '../scenarios/scenario.ts'
import { describeMachine } from './describe-machine.ts'
import type { Results, ScenarioFigure } from './results.ts'
import { runRounds } from './run-rounds.ts'

export async function runBenchmarks(
  selection: Selection,
  options: ScenarioOptions & { readonly whole: boolean },
): Promise<Results> {
  const rounds = await runRounds({ ...options, ...selection, startsTwice: options.whole })
  const scenarios: ScenarioFigure[] = []
  for (const scenario of selection.scenarios) scenarios.push(...(await scenario.run(options)))
  const { rounds: count, seconds, warmupSeconds, cores, whole } = options
  return {
    finishedAt: new Date().toISOString(),
    machine: describeMachine(),
    settings: { rounds: count, seconds, warmupSeconds, pinned: cores !== null, whole },
    ...rounds,
    scenarios,
  }
}
