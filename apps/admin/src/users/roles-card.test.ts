import { expect, test } from 'vitest'
import { runAdmin } from '../testing/run-admin.ts'

test('where somebody has every role, the page leads to the making of one', async () => {
  const { origin, management, signIn } = await runAdmin()
  const ada = await signIn()
  management.roles.set('acme/member', { description: '', revision: 1 })
  const user = { id: '1', name: 'Bob', user_name: 'bob', email: null, claims: {}, roles: ['member'], erased_at: null }
  const at = { created_at: '2026-11-01T00:00:00Z', status: 'active', email_verified: false }
  management.answers.push({ status: 200, headers: { ETag: '"1"' }, body: { ...user, ...at } })
  const { page } = await ada.open(`${origin}/tenants/acme/users/1`)
  const [, href = ''] = /no other role to give; <a href="([^"]+)"/.exec(page) ?? []
  expect((await ada.open(origin + href)).page).toContain('Make the role')
})
