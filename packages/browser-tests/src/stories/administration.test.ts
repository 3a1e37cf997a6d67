import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { administer } from '../house/hub.ts'
import { test } from '../visiting/administration-test.ts'
import { signInForm } from '../visiting/hub-pages.ts'
import { expectFocus, expectNoTrap, tabTo } from '../visiting/keyboard.ts'
import { pressTwice } from '../visiting/press-twice.ts'

/** Past the navigation, as everybody does who has no mouse. */
async function skipNavigation(page: Page): Promise<void> {
  await tabTo(page, page.getByRole('link', { name: 'Skip to the content' }))
  await page.keyboard.press('Enter')
}

async function follow(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('link', { name, exact: true }))
  await enter(page)
}

async function enter(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(text)
}

async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name }))
  await enter(page)
}

const told = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()

describe('an administrator', () => {
  test('makes a tenant, a role, a scope and an app with the keyboard alone', async ({
    openVisitor,
    administration,
  }) => {
    const { page } = await openVisitor({ alsoVisits: [administration.origin, administration.hub.origin] })
    await page.goto(administration.origin)
    await press(page, 'Continue')
    await expectFocus(signInForm(page).username)
    await page.keyboard.type(administration.administrator.email)
    await tabTo(page, signInForm(page).password)
    await page.keyboard.type(administration.administrator.password)
    await enter(page)
    await page.waitForURL(`${administration.origin}/tenants/hub`)

    await follow(page, 'Tenants')
    await skipNavigation(page)
    await follow(page, 'New tenant')
    await skipNavigation(page)
    await type(page, 'Name', 'Globex')
    await type(page, 'Short name', 'Glo bex')
    await press(page, 'Make the tenant')
    // What was wrong has the focus, and what was typed is there.
    await expectFocus(page.getByLabel('Short name'))
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Globex')
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('globex')
    await enter(page)
    await told(page, 'Made the tenant Globex.')

    await page.goto(`${administration.origin}/tenants/globex/new-role`)
    await expectNoTrap(page)
    await skipNavigation(page)
    await type(page, 'Name', 'member')
    await enter(page)
    await told(page, 'Made the role member.')

    await page.goto(`${administration.origin}/tenants/globex/new-scope`)
    await skipNavigation(page)
    await type(page, 'Name', 'photos:read')
    await type(page, 'Description in English', 'See your photos')
    await type(page, 'Required roles', 'member\nmembre')
    await press(page, 'Make the scope')
    await expectFocus(page.getByLabel('Required roles'))
    await page.locator('#field-required_roles-problem').getByText('Line 2: There is no role').waitFor()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('member')
    await press(page, 'Make the scope')
    await told(page, 'Made the scope photos:read.')

    await page.goto(`${administration.origin}/tenants/globex/apps`)
    await skipNavigation(page)
    await follow(page, 'Register the first app')
    await skipNavigation(page)
    await type(page, 'Name', 'Photo Album')
    await type(page, 'Redirect URIs', 'https://album.example/callback')
    await type(page, 'Scopes it may ask for', 'profile\nphotos:read')
    await press(page, 'Register the app')
    await page.getByRole('heading', { name: 'Photo Album is registered' }).waitFor()
    const [clientId, secret] = await page.locator('.secret').allTextContents()
    expect(secret).toMatch(/^cs_/)
    const listed = await administer(administration.hub, ['client', 'list', '--tenant', 'globex'])
    expect(JSON.stringify(listed)).toContain(`"${clientId}"`)
    await follow(page, 'To the app')
    await page.getByText('photos:read').waitFor()
    expect(await page.content()).not.toContain(secret)
  })

  test('rotates the secret of an app with two presses, retires it, disables the app, and deletes it', async ({
    administrator: { page },
    administration,
  }) => {
    await page.goto(`${administration.origin}/tenants/hub/new-app`)
    await page.getByLabel('Name', { exact: true }).fill('Printer')
    await page.getByLabel('Redirect URIs').fill('https://printer.example/callback')
    await page.getByRole('button', { name: 'Register the app' }).click()
    await page.getByRole('link', { name: 'To the app' }).click()
    await page.getByRole('link', { name: 'Secrets', exact: true }).click()
    await pressTwice(administration.hub, page.getByRole('button', { name: 'Make a new secret' }))
    await page.getByText('Made a new secret.').waitFor()
    await page.getByRole('link', { name: 'Done' }).click()
    await page.getByRole('link', { name: 'Retire … the secret' }).first().waitFor()
    expect(await page.getByRole('link', { name: 'Retire … the secret' }).count()).toBe(2)

    await page.getByRole('link', { name: 'Retire … the secret' }).first().click()
    await page.getByRole('button', { name: 'Retire the secret' }).click()
    await told(page, 'Retired the secret.')
    expect(await page.getByRole('link', { name: 'Retire … the secret' }).count()).toBe(0)

    await page.getByRole('link', { name: 'Overview' }).last().click()
    await page.getByRole('link', { name: 'Disable …' }).click()
    await page.getByRole('button', { name: 'Disable the app' }).click()
    await told(page, 'Disabled Printer.')
    await page.getByRole('button', { name: 'Enable' }).click()
    await told(page, 'Enabled Printer.')
    await page.getByRole('link', { name: 'Delete …' }).click()
    await page.getByRole('button', { name: 'Delete the app' }).click()
    await told(page, 'Deleted the app.')
    expect(await page.getByRole('link', { name: 'Printer' }).count()).toBe(0)
  })

  test('suspends a tenant, whose pages are gone then, and resumes it', async ({
    administrator: { page },
    administration: { origin },
  }) => {
    await page.goto(`${origin}/tenants/hub/tenants/acme`)
    await page.getByRole('link', { name: 'Suspend …' }).click()
    await page.getByRole('button', { name: 'Suspend the tenant' }).click()
    await told(page, 'Suspended Acme.')
    expect((await page.goto(`${origin}/tenants/acme/apps`))?.status()).toBe(404)
    await page.goto(`${origin}/tenants/hub/tenants/acme`)
    await page.getByRole('button', { name: 'Resume' }).click()
    await told(page, 'Resumed Acme.')
    expect((await page.goto(`${origin}/tenants/acme/apps`))?.status()).toBe(200)
  })
})
