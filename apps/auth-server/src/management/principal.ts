import type { HubScope } from '@identity-hub/core'

/** Who asks for something of the management API. */
export interface Principal {
  /** The slug of the tenant that the access token comes from. */
  readonly tenant: string
  /** `operator`: whoever has the database itself. */
  readonly kind: 'user' | 'client' | 'operator'
  /** A user's id or a `client_id`. */
  readonly id: string
  readonly name: string
  /** As events say it. */
  readonly actor: string
  /** All that reach here. */
  readonly scopes: readonly HubScope[]
}
