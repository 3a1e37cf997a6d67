import { describe, expect } from 'vitest'
import { sendPasswordLink } from '../house/send-password-link.ts'
import { test } from '../visiting/app-test.ts'
import { allowButton, answerTo, consentHeading, signIn } from '../visiting/hub-pages.ts'
import { expectFinishedCrosswise } from './expect-finished.ts'

const MOST_ATTEMPTS = 20

describe('the hub’s pages', () => {
  test('sign-in, and sign-in with an error', async ({ visitor: { page }, printer, person }) => {
    await page.goto(printer.authorizationUrl())
    await expectFinishedCrosswise(page, 'hub-sign-in')
    await signIn(page, { ...person, password: 'not this one' })
    await page.getByRole('alert').waitFor()
    await expectFinishedCrosswise(page, 'hub-sign-in-error')
  })

  test('sign-in after too many attempts', async ({ visitor: { page }, printer }) => {
    await page.goto(printer.authorizationUrl())
    const csrf_token = await page.locator('input[name="csrf_token"]').inputValue()
    const guess = { email: 'guessed@acme.example', name: 'Nobody', password: 'a guess' }
    const form = { csrf_token, username: guess.email, password: guess.password }
    const statuses: number[] = []
    while (!statuses.includes(429) && statuses.length < MOST_ATTEMPTS)
      statuses.push((await page.request.post(page.url(), { form })).status())
    expect(statuses.at(-1)).toBe(429)
    const answer = await answerTo(page, () => signIn(page, guess))
    expect(answer.status()).toBe(429)
    await expectFinishedCrosswise(page, 'hub-sign-in-throttled')
  })

  test('consent, consent to more, and signing out', async ({ visitor: { page }, printer, house, person }) => {
    await page.goto(printer.authorizationUrl({ scope: 'profile' }))
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    await expectFinishedCrosswise(page, 'hub-consent')
    await allowButton(page).click()
    await page.waitForURL(`${printer.redirectUri}?*`)
    await page.goto(printer.authorizationUrl())
    await page.getByText('New', { exact: true }).waitFor()
    await expectFinishedCrosswise(page, 'hub-consent-wider')

    await page.goto(`${house.issuer}/sign-out`)
    await expectFinishedCrosswise(page, 'hub-sign-out')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'You have signed out' }).waitFor()
    await expectFinishedCrosswise(page, 'hub-signed-out')
  })

  test('what an error of the wire means', async ({ visitor: { page }, house }) => {
    for (const error of ['invalid_grant', 'invalid_request', 'if_match_required']) {
      await page.goto(`${house.issuer}/errors/${error}`)
      await expectFinishedCrosswise(page, `hub-errors-${error}`)
    }
  })

  test('change of password, with an error and done', async ({ visitor: { page }, house, person }) => {
    const renewed = `${person.password} and more`
    await page.goto(`${house.issuer}/change-password`)
    await expectFinishedCrosswise(page, 'hub-change-password')
    for (const repeated of ['something else', renewed]) {
      await page.getByLabel('E-mail address').fill(person.email)
      await page.getByLabel('Current password').fill(person.password)
      await page.getByLabel('New password', { exact: true }).fill(renewed)
      await page.getByLabel('Repeat the new password').fill(repeated)
      const answer = await answerTo(page, () => page.getByRole('button', { name: 'Change password' }).click())
      await expectFinishedCrosswise(
        page,
        answer.status() === 200 ? 'hub-password-changed' : 'hub-change-password-error',
      )
    }
    await page.getByRole('heading', { name: 'Your password has been changed' }).waitFor()
  })

  test('a person’s own page, with an app and without', async ({ visitor: { page }, printer, house, person }) => {
    await page.goto(printer.authorizationUrl())
    await signIn(page, person)
    await allowButton(page).click()
    await page.waitForURL(`${printer.redirectUri}?*`)
    await page.goto(`${house.issuer}/account`)
    await page.getByText('Chrome on').waitFor()
    await expectFinishedCrosswise(page, 'hub-account')
    await page.getByRole('button', { name: 'End access: Photo Printer' }).click()
    await page.getByText('The app no longer has access to your account.').waitFor()
    await expectFinishedCrosswise(page, 'hub-account-access-ended')
  })

  test('the choice of a password by a link, and the same link once more', async ({
    visitor: { page },
    house,
    person,
  }) => {
    const link = await sendPasswordLink(house.administrator, person)
    const password = 'chosen by the person'
    await page.goto(link)
    await expectFinishedCrosswise(page, 'hub-password-link')
    for (const repeated of ['something else', password]) {
      await page.getByLabel('New password', { exact: true }).fill(password)
      await page.getByLabel('Repeat the new password').fill(repeated)
      await answerTo(page, () => page.getByRole('button', { name: 'Set password' }).click())
    }
    await page.getByRole('link', { name: 'Sign in' }).click()
    await signIn(page, { ...person, password })
    await page.getByRole('heading', { name: 'Your account' }).waitFor()
    expect((await page.goto(link))?.status()).toBe(410)
    await expectFinishedCrosswise(page, 'hub-error-password-link-used')
  })
})

describe('the hub’s error pages', () => {
  test('for requests that are not sent back to the client', async ({ visitor: { page }, printer, house }) => {
    const right = printer.authorizationUrl()
    const withParameter = (name: string, value: string): string => {
      const url = new URL(right)
      url.searchParams.set(name, value)
      return url.href
    }
    for (const [name, url, status] of [
      ['unknown-tenant', right.replace('/acme/', '/nobody/'), 404],
      ['not-found', `${house.issuer}/nowhere`, 404],
      ['unknown-client', withParameter('client_id', 'nobody'), 400],
      ['foreign-redirect-uri', withParameter('redirect_uri', 'https://attacker.example/cb'), 400],
      ['repeated-parameter', `${right}&client_id=another`, 400],
      ['too-long', withParameter('state', 'x'.repeat(9000)), 414],
      ['wrong-method', `${house.issuer}/interaction/00000000000000000000000000/sign-out`, 405],
      ['stale', `${house.issuer}/interaction/00000000000000000000000000/sign-in`, 410],
    ] as const) {
      const answer = await page.goto(url)
      expect([name, answer?.status()]).toEqual([name, status])
      await expectFinishedCrosswise(page, `hub-error-${name}`)
    }
  })

  test('for a browser that did not begin the interaction, and for a form that is not ours', async ({
    visitor,
    openVisitor,
    printer,
    house,
  }) => {
    await visitor.page.goto(printer.authorizationUrl())
    const { page } = await openVisitor()
    const answer = await page.goto(visitor.page.url())
    expect(answer?.status()).toBe(403)
    await expectFinishedCrosswise(page, 'hub-error-foreign-browser')

    await page.goto(`${house.issuer}/change-password`)
    for (const field of await page.getByRole('textbox').all()) await field.fill('something')
    await page.locator('input[name="csrf_token"]').evaluate((field) => field.setAttribute('value', 'guessed'))
    const refused = await answerTo(page, () => page.getByRole('button', { name: 'Change password' }).click())
    expect(refused.status()).toBe(403)
    await expectFinishedCrosswise(page, 'hub-error-csrf')
  })
})
