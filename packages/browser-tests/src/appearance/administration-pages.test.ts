import { expect } from 'vitest'
import { administer } from '../house/hub.ts'
import { test } from '../visiting/administration-test.ts'
import { expectFinishedCrosswise } from './expect-finished.ts'

const ACME = '/tenants/acme'
const OWN = '/tenants/hub/apps/hub-admin'

test('the administrator’s pages about tenants, apps, scopes, roles and settings', async ({
  administrator: { page },
  administration: { origin, hub },
}) => {
  for (const [name, path] of [
    ['tenants', '/tenants/hub/tenants'],
    ['tenant', '/tenants/hub/tenants/acme'],
    ['tenant-new', '/tenants/hub/new-tenant'],
    ['tenant-suspend', '/tenants/hub/tenants/acme/suspend'],
    ['apps', `${ACME}/apps`],
    ['apps-none-found', `${ACME}/apps?search=nothing`],
    ['app', OWN],
    ['app-settings', `${OWN}/settings`],
    ['app-scopes', `${OWN}/scopes`],
    ['app-lifetimes', `${OWN}/lifetimes`],
    ['app-secrets', `${OWN}/secrets`],
    ['app-delete', `${OWN}/delete`],
    ['scopes', `${ACME}/scopes`],
    ['scope-built-in', `${ACME}/scopes/profile`],
    ['roles', `${ACME}/roles`],
    ['role-new', `${ACME}/new-role`],
    ['settings', `${ACME}/settings`],
  ] as const) {
    const answer = await page.goto(`${origin}${path}`)
    expect([name, answer?.status()]).toEqual([name, 200])
    await expectFinishedCrosswise(page, `admin-${name}`)
  }
  expect((await page.goto(`${origin}${ACME}/apps/nobody`))?.status()).toBe(404)
  await expectFinishedCrosswise(page, 'admin-not-found')

  await page.goto(`${origin}${ACME}/new-scope`)
  await expectFinishedCrosswise(page, 'admin-scope-new')
  await page.getByLabel('Name', { exact: true }).fill('photos:read')
  await page.getByLabel('In other languages').fill('de: Deine Fotos sehen')
  await page.getByLabel('Required roles').fill('nobody-has-it')
  await page.getByLabel('Its value').fill('sales')
  await page.getByLabel('Required claim').fill('Department')
  await page.getByRole('button', { name: 'Make the scope' }).click()
  await page.locator('[aria-invalid]').first().waitFor()
  await expectFinishedCrosswise(page, 'admin-scope-refused')

  await page.goto(`${origin}${ACME}/new-app`)
  await expectFinishedCrosswise(page, 'admin-app-new')
  await page.getByLabel('Name', { exact: true }).fill('Photo Album')
  await page.getByLabel('Redirect URIs').fill('https://album.example/callback')
  await page.getByRole('button', { name: 'Register the app' }).click()
  await page.locator('.secret').first().waitFor()
  await expectFinishedCrosswise(page, 'admin-app-registered')

  await page.goto(`${origin}${ACME}/settings`)
  await page.getByLabel('With every change').check()
  await administer(hub, ['tenant', 'update', 'acme', '--name', 'Acme Works'])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Somebody changed this since you opened it.').waitFor()
  await page.getByText('As it is now').click()
  expect(await page.getByLabel('With every change').isChecked()).toBe(true)
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Acme Works')
  await expectFinishedCrosswise(page, 'admin-settings-stale')
})
