/** Why there is no access token for a grant any more. */
export type GrantEndedReason =
  /** The hub said so, and the store was told. */
  | 'invalid_grant'
  /** The access token has run out and the hub gave no refresh token. */
  | 'no-refresh-token'
  /** The store has no living grant of this id. */
  | 'unknown-grant'

/** The person has to sign in again. */
export class GrantEndedError extends Error {
  override readonly name = 'GrantEndedError'
  readonly kind = 'grant-ended'
  readonly grantId: string
  readonly reason: GrantEndedReason
  /** Of the hub's refusal, with reason `invalid_grant`. */
  readonly requestId: string | undefined

  constructor(grantId: string, reason: GrantEndedReason, requestId?: string) {
    super(`The grant has ended: ${reason}.`)
    this.grantId = grantId
    this.reason = reason
    this.requestId = requestId
  }
}
