import { expect, test } from 'vitest'
import { readOptions } from './read-options.ts'

test('options are read, also behind the dashes that pnpm passes on', () => {
  const options = { only: 'packages/core/src/*.ts', sample: 160, seed: 5, json: true, again: false }
  const words = ['--', '--only', options.only, '--sample', '160', '--seed', '5', '--json']
  expect(readOptions(words)).toEqual({ ok: true, options })
  expect(readOptions([])).toEqual({
    ok: true,
    options: { only: null, sample: null, seed: 4, json: false, again: false },
  })
  expect(readOptions(['--help'])).toEqual({ ok: true, options: 'help' })
})

test.each([['--sample', '0'], ['--sample', 'many'], ['--seed', '1.5'], ['--fast']])('refuses %s %s', (...words) => {
  expect(readOptions(words)).toMatchObject({
    ok: false,
    problem: expect.stringContaining(words[0]?.split('=')[0] ?? ''),
  })
})
