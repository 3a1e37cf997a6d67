import { printable } from './printable.ts'

/** RFC 6750 §3.1, and any code that a hub may use later. */
export type BearerErrorCode = 'invalid_request' | 'invalid_token' | 'insufficient_scope' | (string & {})

/** The API refused the access token. RFC 6750 §3 */
export class BearerError extends Error {
  override readonly name = 'BearerError'
  readonly kind = 'bearer'
  /** Absent when the challenge names no error. */
  readonly error: BearerErrorCode | undefined
  readonly errorDescription: string | undefined
  /** A page about the error. */
  readonly errorUri: string | undefined
  /** With `insufficient_scope`: what the token would have needed. */
  readonly scope: string | undefined
  readonly status: number
  readonly requestId: string | undefined

  constructor(details: {
    readonly error?: BearerErrorCode | undefined
    readonly errorDescription?: string | undefined
    readonly errorUri?: string | undefined
    readonly scope?: string | undefined
    readonly status: number
    readonly requestId?: string | undefined
  }) {
    super(`The API refused the access token: ${printable(details.error ?? 'no error named')} (${details.status}).`)
    this.error = details.error
    this.errorDescription = details.errorDescription
    this.errorUri = details.errorUri
    this.scope = details.scope
    this.status = details.status
    this.requestId = details.requestId
  }
}
