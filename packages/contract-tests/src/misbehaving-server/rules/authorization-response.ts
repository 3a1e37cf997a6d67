import type { AuthorizationError } from './authorization-request.ts'

export const authorizationResponseRules = {
  /** RFC 6749 §4.1.2, RFC 9207 §2 */
  successParameters(code: string, state: string | undefined, issuer: string): Record<string, string> {
    return { code, ...(state !== undefined && { state }), iss: issuer }
  },

  /** RFC 6749 §4.1.2.1 */
  errorParameters(
    error: AuthorizationError,
    description: string,
    state: string | undefined,
    issuer: string,
  ): Record<string, string> {
    return { error, error_description: description, ...(state !== undefined && { state }), iss: issuer }
  },

  /** A query that is registered is kept. An empty fragment keeps browsers from attaching another one. RFC 9700 §4.1 */
  responseLocation(redirectUri: string, parameters: Readonly<Record<string, string>>): string {
    return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${String(new URLSearchParams(parameters))}#`
  },

  /** 303, so that no browser posts a password onward. RFC 9700 §4.12 */
  redirectStatus(): number {
    return 303
  },
}
