import { OPENID_AUTH_REQUEST, rfc } from './explanation.ts'
import type { PublicErrorCode, PublicErrors } from './public-error.ts'
import { PUBLIC_OAUTH_ERRORS } from './public-oauth-errors.ts'
import { PUBLIC_MANAGEMENT_ERRORS } from './public-management-errors.ts'

/** Every error, as the pages explain it. One without an entry does not compile, nor does a description without one. */
export const PUBLIC_ERRORS: PublicErrors<PublicErrorCode> = {
  invalid_request: {
    title: 'The request cannot be understood',
    meaning: 'Something in the request is missing, repeated, malformed, or in the wrong place.',
    check:
      'A parameter without a value counts as absent, and an unknown one is ignored. The token, revocation and introspection endpoints take a POST with a form of at most 65,536 bytes; tenants that do not exist are answered with 404.',
    sections: [rfc(6749, '4.1.2.1'), rfc(6749, '5.2'), rfc(6750, '3.1')],
    cases: {
      'Parameters belong in the body, not in the query.': 'Send credentials, codes and tokens in the body of the POST.',
      'A parameter is sent more than once.': 'Send each parameter once, also when its values are the same.',
      'A required parameter is missing.': 'Send what the operation requires; empty counts as missing.',
      'A parameter is malformed.': 'Send values as they were received, form-urlencoded once.',
      'The client authenticates in more than one way.':
        'Send the secret in the Authorization header or in the body, never in both.',
      'The client_id in the body is not the one that authenticates.':
        'Leave client_id out of the body when the Authorization header names the client.',
      'The grant_type is missing.': 'Send grant_type in the body.',
      'The response_type is missing.': 'Send response_type=code.',
      'The only response_mode is query.': 'Leave response_mode out.',
      'The code_challenge is missing.':
        'Send code_challenge and code_challenge_method=S256 with each authorization request (RFC 7636 §4.3).',
      'The code_challenge must be 43 characters of base64url.':
        'It is the SHA-256 of the code_verifier in base64url, without padding (RFC 7636 §4.2).',
      'The only code_challenge_method is S256.':
        'Send code_challenge_method=S256; when it is left out, it means plain (RFC 7636 §4.3).',
      'The prompt must be none alone, or login and consent.': `See ${OPENID_AUTH_REQUEST.title}.`,
      'The max_age must be a whole number of seconds.': `Send digits only. See ${OPENID_AUTH_REQUEST.title}.`,
      'A parameter is too long or has characters that are not allowed.':
        'Keep state within 2,048 characters, nonce within 512, login_hint within 320 and ui_locales within 256, without control characters.',
      'Send the access token in the Authorization header only.':
        'Send the word Bearer, a space, and the token. A token in a URL ends up in logs and histories (RFC 9700 §4.3.2).',
    },
  },
  ...PUBLIC_OAUTH_ERRORS,
  ...PUBLIC_MANAGEMENT_ERRORS,
}

export function isPublicError(code: string): code is PublicErrorCode {
  return Object.hasOwn(PUBLIC_ERRORS, code)
}
