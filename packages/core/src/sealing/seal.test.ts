import { describe, expect, test } from 'vitest'
import { randomBytes } from '../issued-values/id.ts'
import { open, seal } from './seal.ts'

const key = (id: string) => ({ id, key: randomBytes(32) })
const first = key('k1')
const keys = { current: first, all: [first] }
const binding = { label: 'test', associatedData: 'tenant|row', secret: 'presented' }

describe('a sealed value', () => {
  const sealed = seal(keys, binding, 'the answer', randomBytes)

  test('opens with the same key and binding', () => {
    expect(open(keys, binding, sealed)).toBe('the answer')
  })

  test('opens after a newer key was put in front', () => {
    const second = key('k2')
    expect(open({ current: second, all: [second, first] }, binding, sealed)).toBe('the answer')
  })

  test.each([
    ['another label', { ...binding, label: 'other' }],
    ['another owner', { ...binding, associatedData: 'tenant|other row' }],
    ['another secret', { ...binding, secret: 'stored hash' }],
    ['no secret', { label: binding.label, associatedData: binding.associatedData }],
  ])('stays closed under %s', (_case, other) => {
    expect(open(keys, other, sealed)).toBeNull()
  })

  test('stays closed without its key', () => {
    const second = key('k2')
    expect(open({ current: second, all: [second] }, binding, sealed)).toBeNull()
    const impostor = key('k1')
    expect(open({ current: impostor, all: [impostor] }, binding, sealed)).toBeNull()
  })

  test('stays closed when any bit was changed, or it was cut', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(open(keys, binding, changed)).toBeNull()
      expect(open(keys, binding, sealed.subarray(0, at))).toBeNull()
    }
  })

  test('never looks the same twice', () => {
    expect(seal(keys, binding, 'the answer', randomBytes)).not.toEqual(sealed)
  })
})
