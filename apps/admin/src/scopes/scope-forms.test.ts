import type { Scope } from '@identity-hub/api-types/management'
import { expect, test } from 'vitest'
import { atFields, formOf, readScope } from './scope-forms.ts'

const scope: Scope = {
  name: 'timeline:read',
  built_in: false,
  description: { en: 'See your timeline', de: 'Deine Zeitleiste sehen', 'pt-BR': 'Ver: a linha' },
  required_roles: ['member', 'a role'],
  required_claim: { name: 'department', value: null },
  access_token_seconds: 600,
}

test('a form that nobody touched changes nothing', () => {
  const { name: _name, built_in: _builtIn, ...settings } = scope
  expect(readScope(formOf(scope))).toEqual({ ok: true, value: settings })
})

test('an empty form requires nothing', () => {
  expect(readScope(new URLSearchParams())).toEqual({
    ok: true,
    value: { description: {}, required_roles: [], required_claim: null, access_token_seconds: null },
  })
})

test.each([
  ['description_others', 'de', '/description/others/0'],
  ['description_others', 'de: Eins\nde: Zwei', '/description/others/1'],
  ['description_others', 'en: Twice', '/description/others/0'],
  ['access_token_seconds', 'soon', '/access_token_seconds'],
  ['claim_value', 'sales', '/required_claim/name'],
  ['claim_name', 'Department', '/required_claim/name'],
])('%s %j is told at %s', (field, text, pointer) => {
  const read = readScope(new URLSearchParams({ [field]: text }))
  expect(read.ok ? [] : [...read.problem.fields.keys()]).toEqual([pointer])
})

test('what the API finds wrong stands where the form has it', () => {
  const pointers = ['/description/en', '/description/de', '/required_claim', '/required_roles/0']
  const problem = { detail: '', fields: new Map(pointers.map((pointer) => [pointer, ''])) }
  expect([...atFields(problem).fields.keys()]).toEqual([
    '/description/en',
    '/description/others/de',
    '/required_claim/name',
    '/required_roles/0',
  ])
})
