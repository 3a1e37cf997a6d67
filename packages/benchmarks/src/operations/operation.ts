import type { Load } from '../load/run-window.ts'
import type { Target } from './target.ts'

export type OperationName =
  | 'code-exchange'
  | 'code-exchange-alone'
  | 'refresh'
  | 'client-credentials'
  | 'api-call'
  | 'metadata'
  | 'whole-flow'

export interface Operation {
  readonly name: OperationName
  readonly title: string
  readonly connections: number
  /** `prepared`: what it uses up is made ready beforehand, outside of the timed window. */
  readonly supply: 'prepared' | 'endless'
  /** @param count for a prepared supply: how many operations it must last for */
  prepare(target: Target, count: number): Promise<Load>
}

export const CONNECTIONS = 32
