import type { Mutant } from '../mutant.ts'

/** A mutant for tests, with whatever matters to them. */
export function makeMutant(given: Partial<Mutant> = {}): Mutant {
  return {
    file: 'packages/core/src/scope/parse-scope.ts',
    line: 7,
    column: 3,
    endLine: 7,
    endColumn: 7,
    mutator: 'BooleanLiteral',
    source: 'return true',
    original: 'true',
    replacement: 'false',
    ...given,
  }
}
