import type { Cookies } from '@identity-hub/web-app'
import type { Logger } from 'pino'
import type { Configuration } from './environment.ts'
import type { Storage } from './hub/storage.ts'
import type { TenantClients } from './hub/tenant-clients.ts'

/** The cookies of these pages. Cookies do not know ports, so the names keep clear of a hub on the same host. */
export type CookieName = 'admin-session' | 'admin-browser' | 'admin-notice'

/** What the pages are made with. */
export interface Dependencies {
  readonly hubOrigin: Configuration['hubOrigin']
  /** Of these pages themselves. */
  readonly clientId: Configuration['clientId']
  readonly clients: TenantClients
  readonly storage: Storage
  readonly cookies: Cookies<CookieName>
  /** Epoch milliseconds. */
  readonly clock: () => number
  readonly log: Logger
}
