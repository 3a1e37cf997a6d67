import type { Identity as ContractIdentity } from '@identity-hub/api-types'

/** The members of the contract, and any that a hub may add. */
export type Identity = Readonly<ContractIdentity> & { readonly [member: string]: unknown }
