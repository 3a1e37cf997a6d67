import { randomFillSync } from 'node:crypto'
import type { Id } from '../storage/records.ts'

/** Fills a buffer with random bytes; an argument wherever values are issued, so that tests can repeat themselves. */
export type RandomBytes = (size: number) => Buffer

const POOL_BYTES = 8192
const pool = Buffer.allocUnsafe(POOL_BYTES)
let used = POOL_BYTES

/** Bytes from the system's CSPRNG, fetched 8 KiB at a time: one system call for hundreds of values. */
export const randomBytes: RandomBytes = (size) => {
  if (size > POOL_BYTES) throw new RangeError(`at most ${POOL_BYTES} random bytes at once`)
  if (used + size > POOL_BYTES) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.allocUnsafe(size)
  // By hand: for so few bytes, views of the pool would cost more than the copy.
  for (let at = 0; at < size; at += 1) {
    bytes[at] = pool[used + at] ?? 0
    pool[used + at] = 0
  }
  used += size
  return bytes
}

// Crockford's alphabet in lower case: sorts as its numbers do, no look-alikes.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARACTERS = 10
const RANDOM_BYTES = 10

let lastInstant = -1
let lastTime = ''

function encodeTime(now: number): string {
  if (now === lastInstant) return lastTime
  let rest = now
  let text = ''
  for (let place = 0; place < TIME_CHARACTERS; place += 1) {
    text = ALPHABET.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  lastInstant = now
  lastTime = text
  return text
}

/** The instant that an id was made at, in epoch milliseconds. */
export function instantOf(id: Id): number {
  let instant = 0
  for (const character of id.slice(0, TIME_CHARACTERS)) instant = instant * 32 + ALPHABET.indexOf(character)
  return instant
}

// Ten bits at a time: every pair of characters, made once.
const PAIRS = Array.from({ length: 1024 }, (_, bits) => ALPHABET.charAt(bits >> 5) + ALPHABET.charAt(bits & 31))

/**
 * A new id: 48 bits of milliseconds and 80 random bits as 26 characters (the ULID layout), so that rows are inserted at
 * the end of their tree.
 * @param now epoch milliseconds
 */
export function newId(now: number, random: RandomBytes): Id {
  const bytes = random(RANDOM_BYTES)
  let text = encodeTime(now)
  for (let offset = 0; offset < RANDOM_BYTES; offset += 5) {
    // 40 bits are four pairs; split where 32-bit arithmetic stays exact.
    const high = (bytes.readUInt16BE(offset) << 4) | (bytes.readUInt8(offset + 2) >> 4)
    const low = ((bytes.readUInt8(offset + 2) & 15) << 16) | bytes.readUInt16BE(offset + 3)
    for (const part of [high, low]) text += (PAIRS[part >> 10] ?? '') + (PAIRS[part & 1023] ?? '')
  }
  return text
}
