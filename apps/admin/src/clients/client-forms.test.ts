import type { Client } from '@identity-hub/api-types/management'
import { expect, test } from 'vitest'
import { filled } from '../http/input.ts'
import { atScopeFields, formOf, readLifetimes, readScopes, readSettings } from './client-forms.ts'
import { newForm, readRegistration } from './registration-form.ts'

const client: Client = {
  client_id: 'timeline',
  type: 'confidential',
  status: 'active',
  registered_by: 'administrator',
  created_at: '2026-11-23T00:00:00.000Z',
  name: 'Timeline',
  first_party: false,
  redirect_uris: ['https://a.example/cb', 'https://b.example/cb'],
  scopes: [
    { name: 'profile', assignment: 'requestable' },
    { name: 'timeline:read', assignment: 'automatic' },
    { name: 'email', assignment: 'requestable' },
  ],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_methods: ['client_secret_basic'],
  pkce: 'optional',
  allowed_origins: ['https://a.example'],
  required_role: 'member',
  code_seconds: 60,
  access_token_seconds: 3_600,
  refresh_idle_seconds: 2_592_000,
  refresh_absolute_seconds: 15_552_000,
  retry_window_seconds: 10,
}

test('a form that nobody touched changes nothing', () => {
  const form = formOf(client)
  expect(client).toMatchObject(readSettings(form))
  expect(readLifetimes(form)).toEqual({
    ok: true,
    value: {
      code_seconds: 60,
      access_token_seconds: 3_600,
      refresh_idle_seconds: 2_592_000,
      refresh_absolute_seconds: 15_552_000,
      retry_window_seconds: 10,
    },
  })
  expect(readScopes(form)).toEqual({
    ok: true,
    value: [
      { name: 'profile', assignment: 'requestable' },
      { name: 'email', assignment: 'requestable' },
      { name: 'timeline:read', assignment: 'automatic' },
    ],
  })
})

test('lists are one value a line, whatever ends a line; an empty role is none', () => {
  const form = filled({ redirect_uris: ' https://a.example \r\n\r\nhttps://b.example', required_role: ' ' })
  expect(readSettings(form)).toMatchObject({
    redirect_uris: ['https://a.example', 'https://b.example'],
    required_role: null,
  })
})

test('a scope in both lists is told at its line', () => {
  const form = filled({ requestable: 'profile\nemail', automatic: 'x\nemail' })
  const read = readScopes(form)
  expect(read.ok ? [] : [...read.problem.fields.keys()]).toEqual(['/automatic/1'])
})

test('what the API has against the one list is told at the line of the two', () => {
  const form = filled({ requestable: 'profile\nemail', automatic: 'x' })
  const fields = new Map([
    ['/scopes/1/name', 'a'],
    ['/scopes/2/name', 'b'],
    ['/scopes', 'c'],
    ['/name', 'd'],
  ])
  expect([...atScopeFields({ detail: '', fields }, form).fields.keys()]).toEqual([
    '/requestable/1',
    '/automatic/0',
    '/requestable',
    '/name',
  ])
})

test('a lifetime that is no span of time is told at its field', () => {
  const form = formOf(client)
  form.set('code_seconds', 'a while')
  const read = readLifetimes(form)
  expect(read.ok ? [] : [...read.problem.fields.keys()]).toEqual(['/code_seconds'])
})

test('a registration says what was filled in, and leaves out what was not', () => {
  const form = newForm()
  form.set('name', 'Timeline')
  expect(readRegistration(form)).toEqual({
    ok: true,
    value: {
      name: 'Timeline',
      type: 'confidential',
      first_party: false,
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [],
      scopes: [{ name: 'profile', assignment: 'requestable' }],
    },
  })
  form.set('client_id', 'timeline')
  form.set('client_secret', ' kept as it is ')
  expect(readRegistration(form)).toMatchObject({ value: { client_id: 'timeline', client_secret: ' kept as it is ' } })
})
