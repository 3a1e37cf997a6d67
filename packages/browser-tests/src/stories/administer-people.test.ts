import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import {
  activate,
  openSection,
  pressEnter,
  signInAsAdministrator,
  skipNavigation,
  told,
  typeInto,
} from '../visiting/admin-pages.ts'
import { test } from '../visiting/administration-test.ts'
import { expectFocus, tabTo } from '../visiting/keyboard.ts'
import { pressTwice } from '../visiting/press-twice.ts'

test('a person is invited, given a role, blocked, let in again and erased with the keyboard alone', async ({
  administrator: { page },
  administration: { origin },
}) => {
  await page.goto(`${origin}/tenants/acme/users`)
  await skipNavigation(page)
  await activate(page, 'link', 'New user')
  await skipNavigation(page)
  await typeInto(page, 'Name', 'Grace Hopper')
  await typeInto(page, 'E-mail address', 'grace@acme.example')
  await typeInto(page, 'Claims', 'department = engines\nnonsense')
  await activate(page, 'button', 'Make the user')
  // What was wrong has the focus, and what was typed is there.
  await expectFocus(page.getByLabel('Claims'))
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Grace Hopper')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('department = engines')
  await activate(page, 'button', 'Make the user')
  await page.getByRole('heading', { name: 'Grace Hopper is invited' }).waitFor()
  expect(await page.locator('.secret').textContent()).toMatch(/\/acme\/password\/pl_/)
  await skipNavigation(page)
  await activate(page, 'link', 'To the user')

  await skipNavigation(page)
  await tabTo(page, page.getByLabel('Another role'))
  await page.keyboard.type('hub.read-only')
  await activate(page, 'button', 'Give')
  await told(page, 'Gave the role hub.read-only.')

  await skipNavigation(page)
  await activate(page, 'link', 'Block …')
  await skipNavigation(page)
  await activate(page, 'button', 'Block')
  await told(page, 'They are blocked.')
  await skipNavigation(page)
  await activate(page, 'button', 'Unblock')
  await told(page, 'They can sign in again.')

  await skipNavigation(page)
  await activate(page, 'link', 'Erase …')
  await skipNavigation(page)
  await typeInto(page, 'Type grace@acme.example to confirm', 'ada@acme.example')
  await pressEnter(page)
  await told(page, 'Nobody was erased.')
  expect(await page.getByLabel('Type grace@acme.example to confirm').inputValue()).toBe('ada@acme.example')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('grace@acme.example')
  await pressEnter(page)
  await told(page, 'Erased.')
  expect(await page.content()).not.toContain('Hopper')
})

test('a form that is sent twice makes one user', async ({
  administrator: { page },
  administration: { origin, hub },
}) => {
  await page.goto(`${origin}/tenants/acme/new-user`)
  await page.getByLabel('Name', { exact: true }).fill('Twice Pressed')
  await page.getByLabel('E-mail address').fill('twice@acme.example')
  await pressTwice(hub, page.getByRole('button', { name: 'Make the user' }))
  await page.getByRole('heading', { name: 'Twice Pressed is invited' }).waitFor()
  await page.goto(`${origin}/tenants/acme/users?search=twice`)
  expect(await page.getByRole('link', { name: 'Twice Pressed' }).count()).toBe(1)
})

test('who saves what somebody else changed meanwhile is told so, keeps what they typed, and can send it again', async ({
  administrator: { page, context },
  administration: { origin, demo },
}) => {
  await page.goto(`${origin}/tenants/acme/users`)
  await page.getByRole('link', { name: demo.person.name }).click()
  await page.getByRole('link', { name: 'Profile' }).click()
  const other = await context.newPage()
  await other.goto(page.url())
  await other.getByLabel('Claims').fill('office = London')
  await other.getByRole('button', { name: 'Save' }).click()
  await told(other, 'Saved the profile')

  await page.getByLabel('Claims').fill('office = Paris')
  await page.getByRole('button', { name: 'Save' }).click()
  await told(page, 'Somebody changed this since you opened it.')
  expect(await page.getByLabel('Claims').inputValue()).toBe('office = Paris')
  await page.getByText('As it is now').click()
  await page.getByText('London').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await told(page, 'Saved the profile')
  await page.getByText('Paris').waitFor()
})

test('an export is a file, and who may only look sees no button and is refused in a sentence', async ({
  administrator: { page },
  administration,
  openVisitor,
}) => {
  const { origin, hub, demo } = administration
  const watcher = { name: 'Walter', email: 'walter@hub.example', password: randomBytes(12).toString('base64url') }
  await page.goto(`${origin}/tenants/hub/new-user`)
  await page.getByLabel('Name', { exact: true }).fill(watcher.name)
  await page.getByLabel('E-mail address').fill(watcher.email)
  await page.getByLabel('hub.read-only').check()
  await page.getByLabel('With a password').check()
  await page.getByLabel('Password', { exact: true }).fill(watcher.password)
  await page.getByRole('button', { name: 'Make the user' }).click()
  await told(page, 'Made the user Walter.')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^user-.+\.json$/)
  await file.delete()

  const { page: looking } = await openVisitor({ alsoVisits: [origin, hub.origin] })
  await signInAsAdministrator(looking, { ...administration, administrator: watcher })
  await looking.goto(`${origin}/tenants/acme`)
  await openSection(looking, 'Users')
  expect(await looking.getByRole('link', { name: 'New user' }).count()).toBe(0)
  await looking.getByRole('link', { name: demo.person.name }).click()
  expect((await looking.locator('main').getByRole('button').allInnerTexts()).map((text) => text.trim())).toEqual([
    'Download',
  ])
  await looking.goto(`${looking.url()}/block`)
  await looking.getByRole('button', { name: 'Block' }).click()
  await looking.getByRole('alert').waitFor()
})
