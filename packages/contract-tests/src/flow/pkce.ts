import { hash } from 'node:crypto'
import { drawBytes } from '../run/recording.ts'

/** A code_verifier of 43 characters. RFC 7636 §4.1 */
export function newVerifier(): string {
  return drawBytes().toString('base64url')
}

/** The S256 code_challenge. RFC 7636 §4.2 */
export function challengeOf(verifier: string): string {
  return hash('sha256', verifier, 'base64url')
}
