import type { HubClient } from '@identity-hub/client'
import type { Logger } from 'pino'
import type { Storage } from './database/storage.ts'
import type { ConsumerCookies } from './http/cookies.ts'
import type { HubPresence } from './hub/hub-presence.ts'

/** What the pages are made with. */
export interface Dependencies {
  readonly hub: HubClient
  readonly presence: HubPresence
  readonly storage: Storage
  readonly cookies: ConsumerCookies
  readonly jobSeconds: number
  readonly clock: () => number
  readonly log: Logger
}
