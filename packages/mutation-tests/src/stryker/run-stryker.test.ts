import { describe, expect, test } from 'vitest'
import { placeOf } from '../mutant.ts'
import { makeMutant } from '../testing/make-mutant.ts'
import type { ResultLine } from './plugin.ts'
import { readResults } from './run-stryker.ts'

const statuses: readonly ResultLine['status'][] = [
  'Killed',
  'Timeout',
  'Survived',
  'NoCoverage',
  'Ignored',
  'RuntimeError',
  'CompileError',
]

describe('the results that Stryker leaves', () => {
  test('are read for what was drawn; an error outside of all tests catches nothing', () => {
    const mutants = statuses.map((_, index) => makeMutant({ line: index + 1 }))
    const lines = statuses.map((status, index) =>
      JSON.stringify({ place: placeOf(makeMutant({ line: index + 1 })), status, reason: null } satisfies ResultLine),
    )
    const stranger = JSON.stringify({ place: placeOf(makeMutant({ line: 99 })), status: 'Killed', reason: null })
    const fates = readResults([...lines, stranger, ''].join('\n'), [...mutants, makeMutant({ line: 50 })])
    expect(fates.map(({ fate }) => fate)).toEqual([
      'caught',
      'caught',
      'survived',
      'not covered',
      'only while loading',
      'untried',
      'untried',
      'untried',
    ])
  })
})
