import { describe, expect, test } from 'vitest'
import { complaints, judge, percent, type JudgedSurvivor, type Opinion } from './judge.ts'
import type { Fate, TriedMutant } from './mutant.ts'
import { makeMutant } from './testing/make-mutant.ts'

const tried = (fate: Fate, source: string, line = 7): TriedMutant => ({ ...makeMutant({ source, line }), fate })
const caught = (count: number) => Array.from({ length: count }, (_, index) => tried('caught', `caught ${index}`))
const judged = (verdict: Opinion, source: string): JudgedSurvivor => {
  const { file, original, replacement } = makeMutant()
  return { file, source, original, replacement, verdict, why: 'For a test' }
}

describe('the judgement of a run', () => {
  test('leaves out of the share what nobody could observe, and counts gaps against it', () => {
    const run = [...caught(9), tried('survived', 'same'), tried('not covered', 'inside'), tried('survived', 'missing')]
    const opinions = [judged('equivalent', 'same'), judged('not observable', 'inside'), judged('gap', 'missing')]
    const judgement = judge(run, opinions)
    expect(judgement.share).toBe(0.9)
    expect(complaints(judgement)).toEqual([])
  })

  test('counts a survivor that nobody has judged as a gap, and names it', () => {
    const judgement = judge([...caught(99), tried('survived', 'new')], [])
    expect(judgement.share).toBe(0.99)
    expect(complaints(judgement)).toEqual([expect.stringContaining('parse-scope.ts:7 nobody has judged: true → false')])
  })

  test('knows a judged survivor again on another line, but not where the line says something else', () => {
    const opinions = [judged('equivalent', 'same')]
    expect(judge([tried('survived', 'same', 400)], opinions).uncaught[0]?.judged).toEqual(opinions[0])
    expect(judge([tried('survived', 'same no more')], opinions).uncaught[0]?.judged).toBeNull()
  })

  test('fails a share under 90 %, though all survivors are judged', () => {
    const judgement = judge([...caught(8), tried('survived', 'missing')], [judged('gap', 'missing')])
    expect(complaints(judgement)).toEqual(['88.8 % were caught, and 90.0 % have to be'])
  })

  test('fails a run that caught nothing, and one that was cut short', () => {
    expect(complaints(judge([tried('only while loading', 'constant')], []))).toHaveLength(1)
    expect(complaints(judge([...caught(9), tried('untried', 'late')], []))).toEqual(['1 were not tried'])
  })

  test('never rounds a share up', () => {
    expect(percent(0.89999)).toBe('89.9 %')
    expect(percent(1)).toBe('100.0 %')
  })
})
