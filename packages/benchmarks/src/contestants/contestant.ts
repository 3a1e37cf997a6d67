import type { OperationName } from '../operations/operation.ts'
import type { ServerUsage } from '../servers/start-server.ts'
import type { Party } from './party.ts'

/** What processes may run on. */
export interface Cores {
  /** A server that is alone. */
  readonly server: readonly number[]
  /** A server and its database; the driver's core is among these. */
  readonly shared: readonly number[]
}

export interface StartOptions {
  /** An empty folder of its own, on a real disk. */
  readonly folder: string
  /** null: processes are not pinned. */
  readonly cores: Cores | null
  /** Handed to Node: for profiles. */
  readonly nodeOptions?: readonly string[]
}

export interface RunningContestant {
  readonly port: number
  readonly parties: readonly Party[]
  /** From spawn to the first 200, with the database there already. */
  readonly coldStartMilliseconds: number
  usage(): Promise<ContestantUsage>
  startProfile(): Promise<void>
  writeProfile(file: string): Promise<void>
  stop(): Promise<void>
}

export interface ContestantUsage {
  readonly server: ServerUsage
  /** A database in processes of its own; null: there is none, or it runs where it cannot be seen. */
  readonly database: { readonly cpuMicros: number; readonly writtenBytes: number } | null
}

/** Something that answers the operations, each time in new processes with a new store. */
export interface Contestant {
  readonly name: string
  readonly title: string
  readonly operations: readonly OperationName[]
  start(options: StartOptions): Promise<RunningContestant>
}
