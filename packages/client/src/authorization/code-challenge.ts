import { hash } from 'node:crypto'

/** BASE64URL(SHA-256(ASCII(code_verifier))). RFC 7636 §4.2 */
export function codeChallenge(codeVerifier: string): string {
  return hash('sha256', codeVerifier, 'base64url')
}
