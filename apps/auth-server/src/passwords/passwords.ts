import { availableParallelism } from 'node:os'
import { randomBytes, type Passwords } from '@identity-hub/core'
import { hash, verify } from '@node-rs/argon2'
import { createGate, type GateLimits } from './gate.ts'
import { currentCost, dummyPhc, HASH_BYTES, readPhc, type Argon2Cost } from './phc.ts'
import { createTurns } from './turns.ts'

export interface PasswordSettings {
  readonly cost: Argon2Cost
  /** Hashes computed at a time. */
  readonly parallel: number
  /** Of one tenant; fewer, so that another one need not wait for them. */
  readonly parallelPerTenant: number
  readonly gate: GateLimits
}

// Of libuv's four threads one stays free: files and names would have to wait for the hashes.
const MOST_THREADS = 3

const parallel = Math.min(availableParallelism(), MOST_THREADS)

export const defaultPasswordSettings: PasswordSettings = {
  cost: currentCost,
  parallel,
  parallelPerTenant: Math.max(1, parallel - 1),
  // 256 waiting hashes take about five seconds on one core: longer than that nobody should wait for a refusal.
  gate: { perPerson: 2, mostPerPerson: 256, mostPerTenant: 256 },
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
  const turns = createTurns(settings.parallel, settings.parallelPerTenant)
  return {
    gate: createGate(settings.gate),
    hash: (password, tenantId = '') => turns.run(tenantId, () => hash(password.normalize('NFC'), options)),
    async verify(passwordHash, password, tenantId = '') {
      const known = passwordHash !== null && readPhc(passwordHash) !== null
      const right = await turns.run(tenantId, () => verify(known ? passwordHash : dummy, password.normalize('NFC')))
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
