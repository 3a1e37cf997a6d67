import { expect, it } from 'vitest'
import { spreadOf } from './spread.ts'

it.each([
  [[3], { median: 3, min: 3, max: 3 }],
  [[3, 1, 2], { median: 2, min: 1, max: 3 }],
  [[4, 1, 2, 10], { median: 3, min: 1, max: 10 }],
])('summarises %j', (values, expected) => {
  expect(spreadOf(values)).toEqual(expected)
})

it('has nothing to say about nothing', () => {
  expect(() => spreadOf([])).toThrow('no values')
})
