import type { AuthorizationServerMetadata as ContractMetadata } from '@identity-hub/api-types'

/** What this client needs of the metadata, checked; every other member is handed on as it came. RFC 8414 §2 */
export type AuthorizationServerMetadata = Pick<
  ContractMetadata,
  'issuer' | 'authorization_endpoint' | 'token_endpoint'
> & {
  /** Only at a hub that revokes tokens. RFC 7009 */
  readonly revocation_endpoint?: string
  readonly code_challenge_methods_supported: readonly string[]
  readonly authorization_response_iss_parameter_supported: true
  readonly [member: string]: unknown
}
