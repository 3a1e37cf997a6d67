import { expect, test } from 'vitest'
import { requirements } from '../requirements/requirements.ts'
import { advisedRequirements, howToFix } from './advice.ts'

const core = requirements.filter(({ phase }) => phase === 'core').map(({ id }) => id)

const isAdvice = (text: string) => /^[A-Z].{40,420}\.$/.test(text) && text.split(/\. (?=[A-Z])/).length <= 2

test('every requirement of the core has advice, and nothing else has', () => {
  expect(advisedRequirements().toSorted()).toEqual(core.toSorted())
  expect(core.length).toBeGreaterThan(200)
})

test('advice is one or two whole sentences, each its own', () => {
  const texts = core.map((id) => howToFix(id) ?? '')
  const malformed = texts.filter((text) => !isAdvice(text))
  expect(malformed).toEqual([])
  expect(new Set(texts).size).toBe(texts.length)
})

test('there is no advice about what no requirement is called', () => {
  expect(howToFix('PKCE-99')).toBeUndefined()
  expect(howToFix('constructor')).toBeUndefined()
})
