import type { SealingKey, SealingKeys } from '@identity-hub/core'
import type { ServerSettings } from '../dependencies.ts'

export type HubKey = SealingKey
export type HubKeys = SealingKeys

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** What the command line needs to know of a hub. */
export interface AdministrationConfig {
  /** The public origin, without a slash at its end. */
  readonly origin: string
  /** `http://localhost`, `http://127.0.0.1` or `http://[::1]`: a hub for development on this machine. */
  readonly originIsLoopbackHttp: boolean
  /** `sqlite:` and an absolute path, or `postgres://…`. */
  readonly databaseUrl: string
}

/** What a hub serves with. */
export interface HubConfig extends Omit<ServerSettings, 'origin'>, Omit<AdministrationConfig, 'origin'> {
  /** null: `http://localhost:` and the port that the system picks. */
  readonly origin: string | null
  readonly host: string
  /** 0: the system picks one. */
  readonly port: number
  readonly keys: HubKeys
  readonly logLevel: LogLevel
}
