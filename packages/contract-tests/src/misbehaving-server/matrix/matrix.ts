import { readFileSync } from 'node:fs'

/** Which tests of the contract each fault makes fail, as `pnpm contract:matrix` found it. */
export interface Matrix {
  /** Every test of the contract, in order. */
  readonly tests: readonly string[]
  readonly faults: readonly FaultRow[]
}

export interface FaultRow {
  readonly fault: string
  /** With every test, with most (`isTriedWith`), or only with those near its subject. */
  readonly tried: 'all' | 'most' | 'near'
  /** What fails among everything that it is tried with. */
  readonly fails: readonly string[]
  /** Those of them that fail also when little else runs: what the quick check repeats. Null: too many to be a proof. */
  readonly alone: readonly string[] | null
}

/** A fault that makes more tests fail than this proves nothing about one of them. */
export const mostFailures = 4

/**
 * Tests that are about the kit and its document; no server makes them fail.
 */
export const aboutTheKit: readonly string[] = [
  'OPS-13/every-example-of-a-request-is-accepted-by-its-own-schema-and-was-used',
]

export const matrixUrl: URL = new URL('matrix.json', import.meta.url)

export function readMatrix(): Matrix {
  // Written by `make-matrix.ts` alone.
  return JSON.parse(readFileSync(matrixUrl, 'utf8')) as Matrix
}

/** The faults that prove a test: each makes it fail, with few others. */
export function proofsOf({ faults }: Matrix, test: string): readonly FaultRow[] {
  return faults.filter(({ fails, alone }) => fails.length <= mostFailures && alone?.includes(test) === true)
}

/** Tests that no fault proves. */
export function unproven(matrix: Matrix): readonly string[] {
  return matrix.tests.filter((test) => !aboutTheKit.includes(test) && proofsOf(matrix, test).length === 0)
}
