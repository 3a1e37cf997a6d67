import { describe, expect, test } from 'vitest'
import { drawSample } from './draw-sample.ts'
import { makeMutant } from './testing/make-mutant.ts'

const mutants = Array.from({ length: 50 }, (_, index) => makeMutant({ line: index + 1 }))

describe('a sample of mutants', () => {
  test('is the same for the same seed, and another one for another seed', () => {
    const sample = drawSample(mutants, 10, 4)
    expect(new Set(sample).size).toBe(10)
    expect(drawSample(mutants, 10, 4)).toEqual(sample)
    expect(drawSample(mutants, 10, 5)).not.toEqual(sample)
  })

  test('does not depend on the order in which they were found', () => {
    expect(drawSample(mutants.toReversed(), 10, 4)).toEqual(drawSample(mutants, 10, 4))
  })

  test('is part of a larger one', () => {
    expect(drawSample(mutants, 20, 4)).toEqual(expect.arrayContaining([...drawSample(mutants, 10, 4)]))
  })

  test('is everything when there are not that many', () => {
    expect(drawSample(mutants, 99, 4)).toHaveLength(mutants.length)
  })
})
