import { expect, test } from 'vitest'
import { resolvePointer } from './json-pointer.ts'

const root = {
  paths: { '/a~b': { get: { $ref: '#/components/get' } } },
  components: {
    get: { list: [{ name: 'first' }] },
    loop: { $ref: '#/components/loop' },
    far: { $ref: 'other.yaml#/x' },
  },
}

test('unescapes reference tokens and follows references on the way', () => {
  expect(resolvePointer(root, '/paths/~1a~0b/get/list/0/name')).toEqual({
    pointer: '/components/get/list/0/name',
    value: 'first',
  })
})

test('gives undefined for what is not there', () => {
  expect(resolvePointer(root, '/paths/nothing/here').value).toBeUndefined()
})

test('refuses a reference to itself or out of the document', () => {
  expect(() => resolvePointer(root, '/components/loop')).toThrow('refers to itself')
  expect(() => resolvePointer(root, '/components/far')).toThrow('outside the document')
})
