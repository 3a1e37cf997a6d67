import { expect, test } from 'vitest'
import { readTestName } from './test-name.ts'

test('reads the requirements and the sentence, and makes an id of them', () => {
  const { id, requirements, sentence } = readTestName("PKCE-07, RT-03: a client's wrong verifier is invalid_grant")
  expect(id).toBe('PKCE-07/a-clients-wrong-verifier-is-invalid-grant')
  expect(requirements.map((requirement) => requirement.id)).toEqual(['PKCE-07', 'RT-03'])
  expect(sentence).toBe("a client's wrong verifier is invalid_grant")
})

const named = (count: number) => readTestName(`CODE-01: of ${count} parallel redemptions one wins`)

test('leaves counts out of an id, so that it outlives them', () => {
  expect(named(20).id).toBe('CODE-01/of-parallel-redemptions-one-wins')
  expect(named(20).id).toBe(named(2000).id)
})

test('ends a long id at the end of a word', () => {
  const { id } = readTestName(`CODE-01: ${'word '.repeat(50)}`)
  expect(id.length).toBeLessThan(100)
  expect(id.endsWith('-word')).toBe(true)
})

test('refuses a name without a requirement, and one with a requirement that nobody knows', () => {
  expect(() => readTestName('a wrong verifier is invalid_grant')).toThrow('ids of its requirements')
  expect(() => readTestName('PKCE-7x: a sentence')).toThrow('ids of its requirements')
  expect(() => readTestName('NOPE-01: a sentence')).toThrow('no NOPE-01')
})
