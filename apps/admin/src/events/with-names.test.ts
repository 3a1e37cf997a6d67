import { expect, test } from 'vitest'
import { createManagementClient } from '@identity-hub/client/management'
import type { Visit } from '../http/visit.ts'
import { usersIn, withNames } from './with-names.ts'

const api = createManagementClient({ origin: 'http://localhost:1', tenant: 'acme', accessToken: () => '' })
const visit: Visit = {
  tenant: 'acme',
  home: 'acme',
  person: { tenant: 'acme', kind: 'user', id: 'a', name: 'Ada', scopes: ['hub.users.read', 'hub.clients.read'] },
  api,
  homeApi: api,
  csrf: '',
  notice: undefined,
}
const id = '01m835t3f2xr27q7sh3ysnkk97'
const users = new Map([[id, 'Ada <Lovelace>']])
const apps = new Map([
  ['app', 'Timeline'],
  ['app-2', 'Printer'],
])

test('people and apps in a sentence are named and linked, and their names are text', () => {
  expect(String(withNames(visit, `The grant of the user ${id} to app-2 ended.`, { users, apps }))).toBe(
    `The grant of the user <a href="/tenants/acme/users/${id}">Ada &#60;Lovelace&#62;</a> to <a href="/tenants/acme/apps/app-2">Printer</a> ended.`,
  )
})

test('what only begins like the id of an app stays as it is', () => {
  for (const sentence of ['The application was refused.', 'It asked for app-20 <b>.', 'happy'])
    expect(String(withNames(visit, sentence, { users, apps }))).toBe(sentence.replace('<b>', '&#60;b&#62;'))
})

test('who did it is named, also somebody of the hub, and a request is not', () => {
  const chief = `hub:${id}`
  const sentence = `The role was taken from the user ${id} by the user ${chief}, in request 01m83jd9gq6k8jcjvcn300exda.`
  expect(usersIn({ ...visit, home: 'hub' }, sentence)).toEqual([id, chief])
  expect(usersIn(visit, sentence)).toEqual([id])
  const known = { apps, users: new Map([[chief, 'Grace Hopper']]) }
  expect(String(withNames({ ...visit, home: 'hub' }, sentence, known))).toBe(
    `The role was taken from the user ${id} by the user <a href="/tenants/hub/users/${id}">Grace Hopper</a>, in request 01m83jd9gq6k8jcjvcn300exda.`,
  )
})
