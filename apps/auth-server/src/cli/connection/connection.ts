import type { ManagementClient } from '@identity-hub/client/management'

/** A hub as commands see it: its management API, wherever it runs. */
export interface Connection {
  /** true: on the database, in this process. */
  readonly isLocal: boolean
  /** Where the access token comes from; null: there is none. */
  readonly home: { readonly origin: string; readonly tenant: string } | null
  /** The API for one tenant. Operations on tenants are the same for each. */
  of(tenant: string): ManagementClient
  /** Lets go of what it holds. */
  close(): Promise<void>
}
