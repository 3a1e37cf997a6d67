import { hash } from 'node:crypto'

const BLOCK_BYTES = 128

/** A key, made ready once for all messages. RFC 2104 §4. */
export interface HmacKey {
  readonly inner: Uint8Array
  readonly outer: Uint8Array
}

/** @param key at most 128 bytes; RFC 2104 §2 hashes longer ones first, and none of ours is */
export function hmacKey(key: Uint8Array): HmacKey {
  if (key.length > BLOCK_BYTES) throw new RangeError(`an HMAC key has at most ${BLOCK_BYTES} bytes`)
  return { inner: pad(key, 0x36), outer: pad(key, 0x5c) }
}

/**
 * HMAC-SHA-512, as RFC 2104 §2 writes it, of two hashes. `createHmac` gives the same and takes twice as long in a server:
 * OpenSSL looks its algorithm up for every message.
 */
export function hmacSha512({ inner, outer }: HmacKey, message: Uint8Array): Buffer {
  const innerHash = hash('sha512', Buffer.concat([inner, message]), 'buffer')
  return hash('sha512', Buffer.concat([outer, innerHash]), 'buffer')
}

function pad(key: Uint8Array, byte: number): Uint8Array {
  const block = Buffer.alloc(BLOCK_BYTES, byte)
  for (const [at, value] of key.entries()) block[at] = value ^ byte
  return block
}
