import { expect, test } from 'vitest'
import { serializeForm } from './form.ts'

test('members are form-urlencoded in their order, and absent ones are left out', () => {
  expect(serializeForm({ a: 'x y', b: undefined, c: 'ü&=+' })).toBe('a=x+y&c=%C3%BC%26%3D%2B')
})

test('what is no text is refused rather than sent as "[object Object]"', () => {
  expect(() => serializeForm({ a: {} })).toThrow(TypeError)
})
