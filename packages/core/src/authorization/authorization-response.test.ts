import { expect, test } from 'vitest'
import { codeResponseLocation, errorResponseLocation } from './authorization-response.ts'

const target = { redirectUri: 'https://h.example/cb', state: 's&=#', issuer: 'http://localhost:4000/acme' }

test('REDIR-06: keeps the registered query and appends with &', () => {
  const location = codeResponseLocation({ ...target, redirectUri: 'https://h.example/cb?a=1' }, 'code_x')
  expect(location.startsWith('https://h.example/cb?a=1&code=code_x&')).toBe(true)
})

test('ISS-02, AUTHZ-08: state and iss come once, encoded, and state not at all when it was not sent', () => {
  const { searchParams } = new URL(codeResponseLocation(target, 'code_x'))
  expect([...searchParams]).toEqual([
    ['code', 'code_x'],
    ['state', 's&=#'],
    ['iss', 'http://localhost:4000/acme'],
  ])
  expect(new URL(codeResponseLocation({ ...target, state: null }, 'c')).searchParams.has('state')).toBe(false)
})

test('REDIR-11: ends in an empty fragment', () => {
  expect(codeResponseLocation(target, 'code_x').endsWith('#')).toBe(true)
})

test('ISS-01: an error carries state and iss too', () => {
  const { searchParams } = new URL(errorResponseLocation(target, 'denied_by_resource_owner'))
  expect(searchParams.get('error')).toBe('access_denied')
  expect(searchParams.get('state')).toBe('s&=#')
  expect(searchParams.get('iss')).toBe('http://localhost:4000/acme')
})
