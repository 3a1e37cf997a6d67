import type { StartOptions } from '../contestants/contestant.ts'
import type { MeasureOptions } from '../run/measure.ts'
import type { ScenarioFigure } from '../run/results.ts'

export interface ScenarioOptions extends MeasureOptions {
  readonly rounds: number
  readonly folder: string
  readonly cores: StartOptions['cores']
  readonly say: (line: string) => void
  /** 1: the whole one; less: the same with so much less in it. */
  readonly scale: number
}

/** A question about the hub that the table of operations does not answer. */
export interface Scenario {
  readonly name: 'stored-tokens' | 'memory'
  readonly title: string
  run(options: ScenarioOptions): Promise<readonly ScenarioFigure[]>
}
