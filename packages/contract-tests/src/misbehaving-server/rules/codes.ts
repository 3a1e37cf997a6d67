import { hash } from 'node:crypto'
import type { Client, Code } from '../state/records.ts'
import type { Tenant } from '../state/tenant.ts'

const MOST_WRONG_VERIFIERS = 5

export const codeRules = {
  codeIsOfClient(code: Code, client: Client): boolean {
    return code.grant.client.clientId === client.clientId
  },

  /** RFC 6749 §4.1.3 */
  redirectUriIsRepeated({ request }: Code, redirectUri: string | undefined): boolean {
    return redirectUri === undefined ? !request.redirectUriWasSent : redirectUri === request.redirectUri
  },

  /** RFC 7636 §4.6; a verifier without a challenge is an attack on it. RFC 9700 §4.8.2 */
  verifierFits(challenge: string | undefined, verifier: string | undefined): boolean {
    if (challenge === undefined || verifier === undefined) return challenge === verifier
    return this.verifierIsWellFormed(verifier) && hash('sha256', verifier, 'base64url') === challenge
  },

  verifierIsWellFormed(verifier: string): boolean {
    return /^[A-Za-z0-9._~-]{43,128}$/.test(verifier)
  },

  onWrongVerifier(code: Code, verifier: string | undefined): void {
    if (verifier !== undefined) code.wrongVerifiers += 1
  },

  codeIsGuessed(code: Code): boolean {
    return !code.used && code.wrongVerifiers >= MOST_WRONG_VERIFIERS
  },

  codeIsExpired(code: Code): boolean {
    return Date.now() >= code.expiresAt
  },

  /** Time between the check of a code and the moment in which it is marked as used: none. */
  async beforeCodeIsUsed(_code: Code): Promise<void> {},

  markUsed(code: Code): void {
    code.used = true
  },

  /** RFC 6749 §4.1.2: what a replayed code brought is revoked, too. */
  onReplay(code: Code, _tenant: Tenant): void {
    code.grant.revoked = true
  },
}
