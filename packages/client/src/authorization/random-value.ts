import { randomBytes } from 'node:crypto'

/** 256 random bits as 43 characters of `[A-Za-z0-9_-]`. */
export function randomValue(): string {
  return randomBytes(32).toString('base64url')
}
