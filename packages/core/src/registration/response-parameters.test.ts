import { expect, test } from 'vitest'
import { responseParameterIn } from './response-parameters.ts'

test.each([
  ['error_description=1', 'error_description'],
  ['error+description=1', 'error_description'],
  ['error%20description=1', 'error_description'],
  ['error.uri', 'error_uri'],
  ['a=1;%43ode=2', 'code'],
  ['+state[]=1', 'state'],
  ['errordescription=code', null],
])('in the query %s some framework reads %s', (query, name) => {
  expect(responseParameterIn(query)).toBe(name)
})
