/** Why the metadata cannot be used. */
export type MetadataProblem =
  /** The hub knows no such tenant. */
  | 'unknown-issuer'
  /** The document is about another issuer. RFC 8414 §3.3 */
  | 'issuer-mismatch'
  /** An endpoint is missing, or is neither https nor on this machine. */
  | 'unusable-endpoint'
  /** The server does not offer S256, does not send `iss`, or does not revoke when it should. */
  | 'unsupported'

/** The issuer's metadata was read and refused, so nothing is sent to the endpoints that it names. */
export class MetadataError extends Error {
  override readonly name = 'MetadataError'
  readonly kind = 'metadata'
  readonly problem: MetadataProblem

  constructor(problem: MetadataProblem, message: string) {
    super(message)
    this.problem = problem
  }
}
