import type { HubStorage, Passwords, RandomBytes, SealingKeys } from '@identity-hub/core'
import type { Log } from './log.ts'

/** Everything that the app stands on; `serve.ts` makes the real ones. */
export interface Dependencies {
  readonly hub: HubStorage
  readonly passwords: Passwords
  readonly keys: SealingKeys
  readonly settings: ServerSettings
  readonly log: Log
  /** Epoch milliseconds; never runs backwards. */
  readonly clock: () => number
  readonly random: RandomBytes
  /** Whether the hub is about to stop: it answers, but a load balancer should send nobody new. */
  readonly isDraining: () => boolean
}

export interface ServerSettings {
  /** The public origin, `https://hub.example`: issuers are made of it, never of a request's Host. */
  readonly origin: string
  /** https: cookies are `Secure` and `__Host-`, and HSTS is sent. */
  readonly secure: boolean
  /** Then exact http redirect URIs on loopback hosts are usable by any client. */
  readonly originIsLoopbackHttp: boolean
  /** Addresses and CIDR ranges whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
}
