import { expect, test } from 'vitest'
import { isOwn, requirementOf, requirements } from './requirements.ts'

test('every row has what its type promises, and an id of its own', () => {
  expect(requirements.length).toBeGreaterThan(250)
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length)
  const odd = requirements.filter(
    ({ id, area, level, severity, sources, statement, phase }) =>
      !/^[A-Z]+-\d\d$/.test(id) ||
      !['MUST', 'SHOULD', 'SHOULD NOT', 'MAY'].includes(level) ||
      !['critical', 'high', 'medium', 'low'].includes(severity) ||
      !['core', 'later'].includes(phase) ||
      sources.length === 0 ||
      [area, statement].includes(''),
  )
  expect(odd).toEqual([])
})

test('tells what a standard asks for from what only this project does', () => {
  expect(isOwn(requirementOf('PKCE-07'))).toBe(false)
  expect(isOwn(requirementOf('CODE-11')), 'own, and an RFC').toBe(false)
  expect(isOwn(requirementOf('HDR-07'))).toBe(true)
  expect(isOwn(requirementOf('RT-05')), 'what others do is no standard').toBe(true)
})
