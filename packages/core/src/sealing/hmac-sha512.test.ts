import { createHmac } from 'node:crypto'
import { assert, property, uint8Array } from 'fast-check'
import { expect, it } from 'vitest'
import { hmacKey, hmacSha512 } from './hmac-sha512.ts'

it('is what RFC 4231 §4.3 says', () => {
  const mac = hmacSha512(hmacKey(Buffer.from('Jefe')), Buffer.from('what do ya want for nothing?'))
  expect(mac.toString('hex')).toBe(
    '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554' +
      '9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
  )
})

it('is what OpenSSL makes of any key of up to a block and any message', () => {
  assert(
    property(uint8Array({ maxLength: 128 }), uint8Array({ maxLength: 600 }), (key, message) => {
      expect(hmacSha512(hmacKey(key), message)).toEqual(createHmac('sha512', key).update(message).digest())
    }),
  )
})

it('uses a key again without wearing it out', () => {
  const key = hmacKey(Buffer.alloc(64, 7))
  const [first, , again] = ['a', 'b', 'a'].map((text) => hmacSha512(key, Buffer.from(text)).toString('hex'))
  expect(again).toBe(first)
})

it('refuses a key that is longer than a block', () => {
  expect(() => hmacKey(Buffer.alloc(129))).toThrow(RangeError)
})
