import { availableParallelism } from 'node:os'
import { randomBytes, type Passwords } from '@identity-hub/core'
import { hash, verify } from '@node-rs/argon2'
import { createGate, type GateLimits } from './gate.ts'
import { currentCost, dummyPhc, HASH_BYTES, readPhc, type Argon2Cost } from './phc.ts'
import { createSemaphore } from './semaphore.ts'

export interface PasswordSettings {
  readonly cost: Argon2Cost
  /** Hashes computed at a time. */
  readonly parallel: number
  readonly gate: GateLimits
}

// Of libuv's four threads one stays free: files and names would have to wait for the hashes.
const MOST_THREADS = 3

export const defaultPasswordSettings: PasswordSettings = {
  cost: currentCost,
  parallel: Math.min(availableParallelism(), MOST_THREADS),
  // 512 waiting hashes take about five seconds on two cores: longer than that nobody should wait for a refusal.
  gate: { perKey: 2, mostPerKey: 256, most: 512 },
}

/**
 * Passwords under argon2id (RFC 9106), computed off the event loop. A password is hashed as UTF-8 in Unicode
 * normalisation form C, so that a keyboard that composes é and one that does not give the same one (RFC 8265 §4.2.2).
 */
export function createPasswords(settings: PasswordSettings = defaultPasswordSettings): Passwords {
  const { cost } = settings
  const options = {
    memoryCost: cost.memoryKibibytes,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    outputLen: HASH_BYTES,
  }
  const dummy = dummyPhc(cost, randomBytes)
  const semaphore = createSemaphore(settings.parallel)
  return {
    gate: createGate(settings.gate),
    hash: (password) => semaphore.run(() => hash(password.normalize('NFC'), options)),
    async verify(passwordHash, password) {
      const known = passwordHash !== null && readPhc(passwordHash) !== null
      const right = await semaphore.run(() => verify(known ? passwordHash : dummy, password.normalize('NFC')))
      return right && known
    },
    needsRehash(passwordHash) {
      const made = readPhc(passwordHash)
      return (
        made === null ||
        made.memoryKibibytes !== cost.memoryKibibytes ||
        made.passes !== cost.passes ||
        made.lanes !== cost.lanes
      )
    },
  }
}
