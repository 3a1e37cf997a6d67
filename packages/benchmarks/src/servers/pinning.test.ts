import { expect, it } from 'vitest'
import { onCores, parseCores } from './pinning.ts'

it.each([
  ['0', [0]],
  ['0-3', [0, 1, 2, 3]],
  ['0-1,4,6-7\n', [0, 1, 4, 6, 7]],
])('reads the list of cores %j', (list, expected) => {
  expect(parseCores(list)).toEqual(expected)
})

it('leaves a command as it is where nothing is pinned', () => {
  expect(onCores(null, 'node', ['main.ts'])).toEqual(['node', ['main.ts']])
  expect(onCores([1, 0], 'node', ['main.ts'])).toEqual(['taskset', ['-c', '1,0', 'node', 'main.ts']])
})
