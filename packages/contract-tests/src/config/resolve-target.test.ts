import { expect, test } from 'vitest'
import { NotApplicable } from '../run/not-applicable.ts'
import type { ContractConfiguration } from './configuration.ts'
import { resolveTarget } from './resolve-target.ts'

const app = (clientId: string) => ({
  clientId,
  clientSecret: 'secret',
  name: clientId,
  redirectUris: ['https://app.example/cb'] as const,
  scope: 'profile',
})
const user = { username: 'ada', password: 'secret' }
const resolve = (more: Partial<ContractConfiguration> = {}) =>
  resolveTarget({ issuer: 'https://login.example.com', user, clients: { confidential: app('web') }, ...more })

test('what is missing can be held, and says so as soon as a test uses it', () => {
  const { clients, admin, role, otherTenant } = resolve()
  const held = clients.native
  expect(() => held.clientId).toThrow('the configuration has no client `native`')
  expect(() => admin.blockUser('ada')).toThrow('the configuration has no `admin.blockUser`')
  expect(() => role.scope).toThrow('the configuration has no `role`')
  expect(() => otherTenant.issuer).toThrow('the configuration has no `otherTenant`')
  expect(() => resolve().signInAttempts).toThrow(NotApplicable)
})

test('any confidential client stands in for another one, except where a part is asked for by name', () => {
  const { clients, given } = resolve()
  expect(clients.firstParty.clientId).toBe('web')
  expect(clients.strictRefresh.clientId, 'without a retry window every client is strict').toBe('web')
  expect(() => given('firstParty')).toThrow('the configuration has no client `firstParty`')
  expect(given('confidential').clientId).toBe('web')
  expect(() => resolve({ retryWindowSeconds: 10 }).clients.strictRefresh.clientId).toThrow(NotApplicable)
})

test('only those that were configured are among the clients', () => {
  const { clients } = resolve()
  expect(Object.keys(clients)).toEqual(['confidential'])
  expect('native' in clients).toBe(false)
})

test('a new user is created, or one of the spare ones, as long as there are some', async () => {
  const created = resolve({ admin: { createUser: async () => ({ username: 'new', password: 'secret' }) } })
  expect((await created.admin.createUser()).username).toBe('new')
  const spare = resolve({ spareUsers: [{ username: 'spare', password: 'secret' }] })
  expect((await spare.admin.createUser()).username).toBe('spare')
  await expect(spare.admin.createUser()).rejects.toThrow('no `spareUsers` are left')
  expect((await spare.someUser()).username).toBe('ada')
})
