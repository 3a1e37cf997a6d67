import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSealer } from './sealer.ts'

const sealer = createSealer(randomBytes(32))

test('what is sealed opens again, and looks like nothing', () => {
  const sealed = sealer.seal('rt_sécret', 'tokens:1')
  expect(sealer.open(sealed, 'tokens:1')).toBe('rt_sécret')
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('rt_')
  expect(sealer.seal('rt_sécret', 'tokens:1')).not.toEqual(sealed)
})

test('it opens under its own label only, with its own key only, and unchanged only', () => {
  const sealed = sealer.seal('rt_1', 'tokens:1')
  expect(() => sealer.open(sealed, 'tokens:2')).toThrow(/authenticat|Invalid authentication tag/)
  expect(() => createSealer(randomBytes(32)).open(sealed, 'tokens:1')).toThrow(/authenticat|Invalid authentication tag/)
  for (const index of sealed.keys()) {
    const changed = Uint8Array.from(sealed)
    changed[index]! ^= 1
    expect(() => sealer.open(changed, 'tokens:1')).toThrow(/authenticat|Invalid authentication tag/)
  }
  expect(() => sealer.open(sealed.subarray(0, 20), 'tokens:1')).toThrow(/authenticat|Invalid authentication tag/)
})
