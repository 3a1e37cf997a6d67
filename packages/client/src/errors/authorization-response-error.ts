/** Why an authorization response was not believed. */
export type AuthorizationResponseProblem =
  /** No `state`, another `state`, or nothing is pending in this browser. RFC 6749 §10.12 */
  | 'state-mismatch'
  /** No `iss`, or another issuer's. RFC 9207 §2.4 */
  | 'issuer-mismatch'
  /** A parameter is given more than once. RFC 6749 §3.1 */
  | 'repeated-parameter'
  /** Neither `code` nor `error`, or both. */
  | 'malformed'
  /** The person came back too late. */
  | 'expired'

/** The browser brought something that this client did not ask for. The token endpoint was not touched. */
export class AuthorizationResponseError extends Error {
  override readonly name = 'AuthorizationResponseError'
  readonly kind = 'authorization-response'
  readonly problem: AuthorizationResponseProblem

  constructor(problem: AuthorizationResponseProblem, message: string) {
    super(message)
    this.problem = problem
  }
}
