import { expect, test } from 'vitest'
import { formOf, readChanges, readNewUser } from './user-forms.ts'

const user = {
  id: '01kb3m7qg8x0v4c2t9rj5hzd6e',
  name: 'Ada',
  user_name: 'ada@acme.example',
  email: 'ada@acme.example',
  email_verified: true,
  status: 'active',
  claims: { department: 'engines', motto: 'a = b' },
  created_at: '2026-11-01T00:00:00.000Z',
  erased_at: null,
  roles: [],
} as const

test('a form that nobody changed says what the user is already', () => {
  expect(readChanges(formOf({ ...user, roles: [] }))).toEqual({
    ok: true,
    value: { name: 'Ada', email: 'ada@acme.example', email_verified: true, claims: user.claims },
  })
})

test.each([
  ['a = b\nnonsense', '/claims/1'],
  ['a =', '/claims/0'],
  ['= b', '/claims/0'],
  ['a = b\na = c', '/claims/1'],
])('claims %j are refused at %s', (claims, pointer) => {
  const read = readChanges(new URLSearchParams({ name: 'Ada', claims }))
  expect(read.ok ? [] : [...read.problem.fields.keys()]).toEqual([pointer])
})

test('a claim named like something of every object is a claim', () => {
  const read = readChanges(new URLSearchParams({ name: 'Ada', email: 'a@b', claims: '__proto__ = x' }))
  expect(read.ok && Object.keys(read.value.claims ?? {})).toEqual(['__proto__'])
})

test('a password is sent only when somebody is to begin with one, and then it must be there', () => {
  const typed = { name: 'Ada', email: 'ada@acme.example', password: 'left over' }
  expect(readNewUser(new URLSearchParams({ ...typed, begin: 'invitation' }))).toEqual({
    ok: true,
    value: { name: 'Ada', email: 'ada@acme.example' },
  })
  const begun = new URLSearchParams({ ...typed, begin: 'password' })
  expect(readNewUser(begun)).toMatchObject({ ok: true, value: { password: 'left over' } })
  begun.set('password', '')
  expect(readNewUser(begun)).toMatchObject({
    ok: false,
    problem: { fields: new Map([['/password', expect.any(String)]]) },
  })
})
