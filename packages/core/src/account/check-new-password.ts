import { MAX_PASSWORD_BYTES, MIN_PASSWORD_CHARACTERS } from './password-length.ts'

export type NewPasswordProblem = 'too-short' | 'too-long' | 'mismatch'

/** NIST SP 800-63B §5.1.1.2: a length, and no rule about which characters. */
export function checkNewPassword(password: string, repeated: string): NewPasswordProblem | null {
  if (password !== repeated) return 'mismatch'
  if (Array.from(password).length < MIN_PASSWORD_CHARACTERS) return 'too-short'
  return Buffer.byteLength(password) > MAX_PASSWORD_BYTES ? 'too-long' : null
}
