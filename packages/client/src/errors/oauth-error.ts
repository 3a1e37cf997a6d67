import type {
  InvalidClientResponse,
  InvalidRequestResponse,
  ServerErrorResponse,
  TemporarilyUnavailableResponse,
  TokenErrorCode,
} from '@identity-hub/api-types'
import { printable } from './printable.ts'

/** The codes of the contract, and any that a hub may use later. */
export type OAuthErrorCode =
  | TokenErrorCode
  | InvalidClientResponse['error']
  | InvalidRequestResponse['error']
  | ServerErrorResponse['error']
  | TemporarilyUnavailableResponse['error']
  | (string & {})

/** The token endpoint refused the request. RFC 6749 §5.2 */
export class OAuthError extends Error {
  override readonly name = 'OAuthError'
  readonly kind = 'oauth'
  readonly error: OAuthErrorCode
  /** For developers, never for a person. */
  readonly errorDescription: string | undefined
  /** A page about the error. */
  readonly errorUri: string | undefined
  readonly status: number
  readonly requestId: string | undefined

  constructor(details: {
    readonly error: OAuthErrorCode
    readonly errorDescription?: string | undefined
    readonly errorUri?: string | undefined
    readonly status: number
    readonly requestId?: string | undefined
  }) {
    super(`The hub refused the request: ${printable(details.error)} (${details.status}).`)
    this.error = details.error
    this.errorDescription = details.errorDescription
    this.errorUri = details.errorUri
    this.status = details.status
    this.requestId = details.requestId
  }
}
