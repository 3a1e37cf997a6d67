import { hash as digest, timingSafeEqual } from 'node:crypto'
import type { Client } from '../storage/records.ts'
import type { AuthorizationRefusal } from './errors.ts'

/** BASE64URL of a SHA-256: 43 characters. RFC 7636 §4.2. */
const S256_CHALLENGE = /^[A-Za-z0-9_-]{43}$/

type PkceCheck =
  | { readonly ok: true; readonly codeChallenge: string | null }
  | { readonly ok: false; readonly reason: AuthorizationRefusal }

/** S256 only; needed unless the client was exempted. A missing method means `plain` (RFC 7636 §4.3), which is refused. */
export function checkPkce(
  challenge: string | undefined,
  method: string | undefined,
  client: Pick<Client, 'pkce' | 'type'>,
): PkceCheck {
  if (challenge === undefined) {
    if (client.pkce === 'required' || client.type !== 'confidential')
      return { ok: false, reason: 'code_challenge_missing' }
    if (method !== undefined) return { ok: false, reason: 'code_challenge_missing' }
    return { ok: true, codeChallenge: null }
  }
  if (method !== 'S256') return { ok: false, reason: 'code_challenge_method_unsupported' }
  if (!S256_CHALLENGE.test(challenge)) return { ok: false, reason: 'code_challenge_malformed' }
  return { ok: true, codeChallenge: challenge }
}

/** 43 to 128 unreserved characters. RFC 7636 §4.1. */
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/

/**
 * Whether the verifier is the one behind the challenge. A challenge that was sent is always enforced, and a verifier
 * for a code without one is refused, so that nobody strips PKCE from a request (RFC 9700 §2.1.1).
 */
export function verifierMatches(challenge: string | null, verifier: string | undefined): boolean {
  if (challenge === null) return verifier === undefined
  if (verifier === undefined || !VERIFIER.test(verifier)) return false
  const computed = digest('sha256', verifier, 'base64url')
  return challenge.length === computed.length && timingSafeEqual(Buffer.from(challenge), Buffer.from(computed))
}
