import type { OperationName } from '../operations/operation.ts'
import type { Spread } from './spread.ts'

/** All that a run found out: the table, the chart and the documentation are made from this. */
export interface Results {
  /** ISO 8601. */
  readonly finishedAt: string
  readonly machine: Machine
  readonly settings: Settings
  readonly figures: readonly Figure[]
  readonly starts: readonly StartFigure[]
  readonly scenarios: readonly ScenarioFigure[]
}

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryBytes: number
  readonly system: string
  readonly node: string
  readonly sqlite: string
  /** Package to version. */
  readonly packages: Readonly<Record<string, string>>
}

export interface Settings {
  readonly rounds: number
  readonly seconds: number
  readonly warmupSeconds: number
  /** Whether driver and servers had a core each. */
  readonly pinned: boolean
  /** Everything was run, not a part of it. */
  readonly whole: boolean
}

/** One contestant at one operation. */
export interface Figure {
  readonly contestant: string
  readonly operation: OperationName
  /** A run with an error is no result. */
  readonly result: { readonly ok: true; readonly figures: MeasuredFigures } | Failed
}

export interface Failed {
  readonly ok: false
  readonly error: string
}

export interface MeasuredFigures {
  readonly operationsPerSecond: Spread
  readonly p50Milliseconds: Spread
  readonly p99Milliseconds: Spread
  readonly serverMicros: Spread
  readonly databaseMicros: Spread | null
  readonly driverMicros: Spread
  readonly driverLoad: Spread
  readonly rssBytes: Spread
  readonly writtenBytes: Spread | null
}

export interface StartFigure {
  readonly contestant: string
  readonly coldStartMilliseconds: Spread
  readonly idleRssBytes: Spread
}

export interface ScenarioFigure {
  readonly scenario: string
  readonly case: string
  readonly result: { readonly ok: true; readonly figures: Readonly<Record<string, Spread>> } | Failed
}
