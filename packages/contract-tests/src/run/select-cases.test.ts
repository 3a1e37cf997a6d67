import { expect, test } from 'vitest'
import { listCases } from './list-cases.ts'
import { isSelected, unknownWords } from './select-cases.ts'

const cases = listCases()
const chosen = (selection: Parameters<typeof isSelected>[1]) => cases.filter((one) => isSelected(one, selection))

test('every test can be defined without a server, and has an id of its own', () => {
  expect(cases.length).toBeGreaterThan(250)
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
})

test('a word is the id of a test or of a requirement, the beginning of one, a group, or a pattern', () => {
  const [first] = chosen({ only: ['PKCE-07'] })
  expect(chosen({ only: [first?.id ?? ''] })).toEqual([first])
  expect(chosen({ only: ['PKCE, RFC 7636'] }).every(({ group }) => group === 'PKCE, RFC 7636')).toBe(true)
  const ofPkce = chosen({ only: ['pkce'] })
  expect(ofPkce.length).toBeGreaterThan(chosen({ only: ['PKCE-0*'] }).length)
  expect(ofPkce.every(({ requirements }) => requirements.some(({ id }) => id.startsWith('PKCE-')))).toBe(true)
})

test('what is skipped is left out of what was chosen', () => {
  expect(chosen({})).toEqual(cases)
  const without = chosen({ only: ['PKCE'], skip: ['PKCE-07'] })
  expect(without.length).toBeLessThan(chosen({ only: ['PKCE'] }).length)
  expect(without.flatMap(({ requirements }) => requirements.map(({ id }) => id))).not.toContain('PKCE-07')
})

test('a word that means nothing is told', () => {
  expect(unknownWords(cases, { only: ['PKCE', 'PKEC'], skip: ['NOPE-*'] })).toEqual(['PKEC', 'NOPE-*'])
})
