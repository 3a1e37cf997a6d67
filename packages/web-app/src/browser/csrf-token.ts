import { hash, timingSafeEqual } from 'node:crypto'

/** A form's proof that it comes from a page of this session: nobody without the cookie can make it. */
export function csrfToken(sessionCookie: string): string {
  return hash('sha256', `csrf:${sessionCookie}`, 'base64url')
}

export function isCsrfToken(token: string | undefined, sessionCookie: string): boolean {
  const expected = Buffer.from(csrfToken(sessionCookie))
  const given = Buffer.from(token ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
