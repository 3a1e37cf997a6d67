/** RFC 6749 §5.2; a client that is not known is answered before. */
export interface TokenError {
  readonly error:
    | 'invalid_request'
    | 'invalid_grant'
    | 'unauthorized_client'
    | 'unsupported_grant_type'
    | 'invalid_scope'
    | 'invalid_target'
  readonly description: string
}

export const invalidGrant: TokenError = { error: 'invalid_grant', description: 'This grant does not work.' }
