import { hash, randomBytes } from 'node:crypto'

/** 256 random bits in characters that a cookie may hold. */
export function randomId(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a value that only the browser should have. */
export function hashOf(value: string): string {
  return hash('sha256', value, 'base64url')
}
