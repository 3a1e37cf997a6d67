import { describe } from 'vitest'
import { sendPasswordLink } from '../house/send-password-link.ts'
import { test } from '../visiting/app-test.ts'
import { identityOf, signInLink } from '../visiting/consumer-pages.ts'
import { allowButton, consentHeading, denyButton, signIn, signInForm } from '../visiting/hub-pages.ts'
import { expectFocus, expectNoTrap, tabTo } from '../visiting/keyboard.ts'

describe('with the keyboard alone', () => {
  test('a person signs in to the consumer and allows access', async ({ visitor: { page }, house, person }) => {
    await page.goto(house.consumerOrigin)
    await tabTo(page, signInLink(page))
    await page.keyboard.press('Enter')
    const form = signInForm(page)
    await expectFocus(form.username)
    await page.keyboard.type(person.email)
    await tabTo(page, form.password)
    await page.keyboard.type(person.password)
    await page.keyboard.press('Enter')
    await consentHeading(page, 'Example Consumer').waitFor()
    await tabTo(page, allowButton(page))
    await page.keyboard.press('Enter')
    await identityOf(page, person).waitFor()
    await tabTo(page, page.getByRole('link', { name: 'See the timeline' }))
    await page.keyboard.press('Enter')
    await page.getByText('You signed in').waitFor()
  })

  test('a person denies access with the space bar', async ({ visitor: { page }, printer, person }) => {
    await page.goto(printer.authorizationUrl({ login_hint: person.email }))
    await expectFocus(signInForm(page).password)
    await page.keyboard.type(person.password)
    await tabTo(page, signInForm(page).submit)
    await page.keyboard.press('Space')
    await consentHeading(page, 'Photo Printer').waitFor()
    await tabTo(page, denyButton(page))
    await page.keyboard.press('Space')
    await page.waitForURL(`${printer.redirectUri}?*error=access_denied*`)
  })

  test('a person signs out', async ({ visitor: { page }, printer, house, person }) => {
    await page.goto(printer.authorizationUrl({ login_hint: person.email }))
    await expectFocus(signInForm(page).password)
    await page.keyboard.type(person.password)
    await page.keyboard.press('Enter')
    await consentHeading(page, 'Photo Printer').waitFor()
    await page.goto(`${house.issuer}/sign-out`)
    await tabTo(page, page.getByRole('button', { name: 'Sign out' }))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'You have signed out' }).waitFor()
  })

  test('a person ends the access of an app, and all their sessions', async ({
    visitor: { page },
    printer,
    house,
    person,
  }) => {
    await page.goto(printer.authorizationUrl())
    await signIn(page, person)
    await tabTo(page, allowButton(page))
    await page.keyboard.press('Enter')
    await page.waitForURL(`${printer.redirectUri}?*`)
    await page.goto(`${house.issuer}/account`)
    await expectNoTrap(page)
    await tabTo(page, page.getByRole('button', { name: 'End access: Photo Printer' }))
    await page.keyboard.press('Enter')
    await page.getByText('The app no longer has access to your account.').waitFor()
    await tabTo(page, page.getByRole('button', { name: 'Sign out everywhere' }))
    await page.keyboard.press('Space')
    await page.getByText('You are signed out everywhere.').waitFor()
  })

  test('a person chooses a password by a link', async ({ visitor: { page }, house, person }) => {
    await page.goto(await sendPasswordLink(house.administrator, person))
    await expectNoTrap(page)
    await page.reload()
    await expectFocus(page.getByLabel('New password', { exact: true }))
    await page.keyboard.type('chosen by the person')
    await tabTo(page, page.getByLabel('Repeat the new password'))
    await page.keyboard.type('chosen by the person')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Your password has been set' }).waitFor()
  })

  test('every page leads through all its parts in reading order and out again, both ways', async ({
    visitor: { page },
    printer,
    house,
    person,
  }) => {
    await page.goto(printer.authorizationUrl())
    await expectNoTrap(page)
    await page.goto(`${house.issuer}/change-password`)
    await expectNoTrap(page)
    await page.goto(printer.authorizationUrl({ login_hint: person.email }))
    await expectFocus(signInForm(page).password)
    await page.keyboard.type(person.password)
    await page.keyboard.press('Enter')
    await consentHeading(page, 'Photo Printer').waitFor()
    await expectNoTrap(page)
    await page.goto(`${house.issuer}/sign-out`)
    await expectNoTrap(page)
    await page.goto(house.consumerOrigin)
    await expectNoTrap(page)
  })
})
