import type { TokenSet } from '@identity-hub/client'

/** Who the command line is at one tenant of a hub somewhere. */
export interface Profile {
  /** Where the hub is, without a slash at the end. */
  readonly origin: string
  /** The tenant that signed it in; with the tenant `hub` every tenant is within reach. */
  readonly tenant: string
  readonly clientId: string
  /** Of a client that acts for itself, when it was asked to be kept. */
  readonly clientSecret?: string
  /** Of a person who signed in; none once it has ended. */
  readonly grant?: TokenSet
  /** A client that acts for itself; its secret may come from the environment. */
  readonly forItself: boolean
}

/** The tenant's issuer names the profile. RFC 8414 §2 */
export function issuerOfProfile({ origin, tenant }: Pick<Profile, 'origin' | 'tenant'>): string {
  return `${origin}/${tenant}`
}

export interface Profiles {
  /** The one that commands use when none is named. */
  readonly current: string | null
  readonly profiles: Readonly<Record<string, Profile>>
}
