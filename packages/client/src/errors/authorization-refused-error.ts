import type { AuthorizationErrorCode } from '@identity-hub/api-types'
import { printable } from './printable.ts'

/** The codes of the contract, and any that a hub may use later. Treat an unknown one as a refusal. */
export type AuthorizationRefusal = AuthorizationErrorCode | (string & {})

/** The hub answered the authorization request with an error, such as `access_denied`. RFC 6749 §4.1.2.1 */
export class AuthorizationRefusedError extends Error {
  override readonly name = 'AuthorizationRefusedError'
  readonly kind = 'authorization-refused'
  readonly error: AuthorizationRefusal
  /** For developers, never for a person. */
  readonly errorDescription: string | undefined
  readonly errorUri: string | undefined

  constructor(details: {
    readonly error: AuthorizationRefusal
    readonly errorDescription?: string | undefined
    readonly errorUri?: string | undefined
  }) {
    super(`The hub refused the authorization request: ${printable(details.error)}.`)
    this.error = details.error
    this.errorDescription = details.errorDescription
    this.errorUri = details.errorUri
  }
}
