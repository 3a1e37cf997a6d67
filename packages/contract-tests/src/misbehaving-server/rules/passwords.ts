import { hash, randomBytes } from 'node:crypto'

/** Cheap on purpose: nobody keeps a real password here. A sign-in takes its time in `peopleRules.hashingMilliseconds`. */
export function hashPassword(password: string, salt = randomBytes(12).toString('base64url')): string {
  return `${salt}.${hash('sha256', `${salt}.${password}`, 'base64url')}`
}
