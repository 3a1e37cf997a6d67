import { expect, test } from 'vitest'
import type { TestResult, Verdict } from '../report/run-report.ts'
import { baselineOf, compareWithBaseline, readBaseline } from './baseline.ts'

const result = (id: string, verdict: Verdict): TestResult => ({
  id,
  verdict,
  requirements: [],
  sentence: id,
  group: 'A group',
  policy: false,
  message: null,
  durationMilliseconds: 1,
  exchanges: [],
  omittedExchanges: 0,
})

const before = baselineOf({
  results: [result('b', 'fail'), result('a', 'pass'), result('c', 'warn'), result('d', 'pass'), result('e', 'skipped')],
})

test('keeps the verdict of each test that ran, in order', () => {
  expect(JSON.stringify(before)).toBe('{"version":1,"verdicts":{"a":"pass","b":"fail","c":"warn","d":"pass"}}')
  expect(readBaseline(JSON.stringify(before))).toEqual(before)
})

test('tells what is worse, what is better and what is new', () => {
  const now = [result('a', 'warn'), result('b', 'pass'), result('c', 'warn'), result('d', 'fail'), result('f', 'fail')]
  expect(compareWithBaseline(now, before)).toEqual({ worse: ['a', 'd'], better: ['b'], unknown: ['f'] })
})

test('what was proved and is not asked any longer is worse; what this run leaves out is neither', () => {
  expect(compareWithBaseline([result('a', 'not-applicable'), result('b', 'skipped')], before)).toEqual({
    worse: ['a'],
    better: [],
    unknown: [],
  })
})

test('refuses a file that is no baseline', () => {
  expect(() => readBaseline('{}')).toThrow('no baseline')
  expect(() => readBaseline('{"version":1,"verdicts":{"a":"great"}}')).toThrow('a has no known verdict')
})
