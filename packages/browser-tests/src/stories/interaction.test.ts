import { describe, expect } from 'vitest'
import { registerPerson } from '../house/registration.ts'
import { test } from '../visiting/app-test.ts'
import { allowButton, answerTo, consentHeading, denyButton, signIn, signInForm } from '../visiting/hub-pages.ts'
import { expectFocus } from '../visiting/keyboard.ts'
import { pressTwice } from '../visiting/press-twice.ts'

describe('signing in', () => {
  test('leads from the app through two pages back to the app, with code, state and issuer', async ({
    visitor: { page },
    printer,
    house,
    person,
  }) => {
    await page.goto(printer.authorizationUrl({ state: 'from-here' }))
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    await allowButton(page).click()
    await page.waitForURL(`${printer.redirectUri}?*`)
    expect(printer.responses().filter(({ state }) => state === 'from-here')).toEqual([
      { code: expect.stringMatching(/^[\w-]{40,}$/), state: 'from-here', iss: house.issuer },
    ])
  })

  test('shows the form again with an alert when the password is wrong, and keeps what was typed but the password', async ({
    visitor: { page },
    printer,
    person,
  }) => {
    await page.goto(printer.authorizationUrl())
    const form = signInForm(page)
    const answer = await answerTo(page, () => signIn(page, { ...person, password: 'not this one' }))
    expect(answer.status()).toBe(400)
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').textContent()).toContain('do not belong together')
    expect(await page.title()).toMatch(/^Error: /)
    expect(await form.username.inputValue()).toBe(person.email)
    expect(await form.password.inputValue()).toBe('')
    await expectFocus(form.password)

    await form.password.fill(person.password)
    await form.submit.click()
    await consentHeading(page, 'Photo Printer').waitFor()
  })

  test('goes on when the button is pressed twice', async ({ visitor: { page }, printer, house, person }) => {
    await page.goto(printer.authorizationUrl())
    const form = signInForm(page)
    await form.username.fill(person.email)
    await form.password.fill(person.password)
    await pressTwice(house.hub, form.submit)
    await consentHeading(page, 'Photo Printer').waitFor()
  })

  test('says the same for a person who does not exist', async ({ visitor: { page }, printer }) => {
    await page.goto(printer.authorizationUrl())
    const nobody = { email: 'nobody@acme.example', name: 'Nobody', password: 'whatever it is' }
    const answer = await answerTo(page, () => signIn(page, nobody))
    expect(answer.status()).toBe(400)
    expect(await page.getByRole('alert').textContent()).toContain('do not belong together')
  })

  test('fills in the name that the app suggests', async ({ visitor: { page }, printer, person }) => {
    await page.goto(printer.authorizationUrl({ login_hint: person.email }))
    const form = signInForm(page)
    expect(await form.username.inputValue()).toBe(person.email)
    await expectFocus(form.password)
  })

  test('speaks the language that the browser asks for', async ({ openVisitor, printer }) => {
    const { page } = await openVisitor({ locale: 'nl-NL', alsoVisits: [printer.origin] })
    await page.goto(printer.authorizationUrl())
    await page.getByRole('button', { name: 'Inloggen' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('nl')
  })
})

describe('consent', () => {
  test('names the app, the way back, the person and what is asked for in plain words', async ({
    visitor: { page },
    printer,
    person,
  }) => {
    await page.goto(printer.authorizationUrl())
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    const text = await page.getByRole('main').innerText()
    for (const part of [person.name, person.email, 'See and download your photos', new URL(printer.origin).host])
      expect(text).toContain(part)
    expect(text).toMatch(/Access lasts\s+up to 180 days/)
  })

  test('is not asked for again, but is when the app asks for more', async ({ visitor: { page }, printer, person }) => {
    await page.goto(printer.authorizationUrl({ scope: 'profile' }))
    await signIn(page, person)
    await allowButton(page).click()
    await page.waitForURL(`${printer.redirectUri}?*`)

    await page.goto(printer.authorizationUrl({ scope: 'profile', state: 'again' }))
    await page.waitForURL(`${printer.redirectUri}?*state=again*`)

    await page.goto(printer.authorizationUrl({ scope: 'profile photos.read', state: 'more' }))
    await consentHeading(page, 'Photo Printer').waitFor()
    const asked = await page.getByRole('listitem').allInnerTexts()
    expect(asked.toSorted()).toEqual([
      expect.stringMatching(/^See and download your photos\s*New\s/),
      expect.not.stringContaining('New'),
    ])
    await allowButton(page).click()
    await page.waitForURL(`${printer.redirectUri}?*state=more*`)
  })

  test('that is denied tells the app so, and nothing is remembered', async ({ visitor: { page }, printer, person }) => {
    await page.goto(printer.authorizationUrl({ state: 'denied' }))
    await signIn(page, person)
    await denyButton(page).click()
    await page.waitForURL(`${printer.redirectUri}?*`)
    const [response] = printer.responses().filter(({ state }) => state === 'denied')
    expect(response).toMatchObject({ error: 'access_denied', state: 'denied' })
    expect(response).not.toHaveProperty('code')
    await page.goto(printer.authorizationUrl())
    await consentHeading(page, 'Photo Printer').waitFor()
  })

  test('can be left for another account', async ({ visitor: { page }, printer, person }) => {
    await page.goto(printer.authorizationUrl())
    await signIn(page, person)
    await page.getByRole('button', { name: 'Use another account' }).click()
    await signInForm(page).password.waitFor()
    await page.goto(printer.authorizationUrl())
    await signInForm(page).password.waitFor()
  })
})

describe('prompt=none', () => {
  test('never shows a page: it asks for sign-in, then for consent, then gives a code', async ({
    visitor: { page },
    printer,
    person,
  }) => {
    const silently = async (state: string): Promise<Record<string, string> | undefined> => {
      await page.goto(printer.authorizationUrl({ prompt: 'none', state }))
      expect(page.url()).toContain(`${printer.redirectUri}?`)
      return printer.responses().find((response) => response['state'] === state)
    }
    expect(await silently('stranger')).toMatchObject({ error: 'login_required' })

    await page.goto(printer.authorizationUrl())
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    expect(await silently('signed-in')).toMatchObject({ error: 'consent_required' })

    await page.goto(printer.authorizationUrl())
    await allowButton(page).click()
    await page.waitForURL(`${printer.redirectUri}?*`)
    expect(await silently('consented')).toMatchObject({ code: expect.any(String) })
  })
})

describe('an interaction', () => {
  test('that is over or never was leads to a friendly page and no further', async ({
    visitor: { page },
    printer,
    house,
    person,
  }) => {
    await page.goto(printer.authorizationUrl())
    const signInPage = page.url()
    await signIn(page, person)
    await allowButton(page).click()
    await page.waitForURL(`${printer.redirectUri}?*`)
    for (const link of [
      signInPage,
      signInPage.replace(/sign-in$/, 'consent'),
      `${house.issuer}/interaction/00000000000000000000000000/sign-in`,
    ]) {
      const answer = await page.goto(link)
      expect(answer?.status()).toBe(410)
      await page.getByRole('heading', { name: 'This sign-in is no longer open' }).waitFor()
    }
  })

  test('goes no further in a browser that did not begin it', async ({ visitor, openVisitor, printer }) => {
    await visitor.page.goto(printer.authorizationUrl())
    const { page } = await openVisitor({ alsoVisits: [printer.origin] })
    const answer = await page.goto(visitor.page.url())
    expect(answer?.status()).toBe(403)
    await page.getByRole('heading', { name: 'This sign-in began in another browser' }).waitFor()
  })

  test('survives that its pages are loaded again', async ({ visitor: { page }, printer, person }) => {
    await page.goto(printer.authorizationUrl({ state: 'reloaded' }))
    await page.reload()
    await answerTo(page, () => signIn(page, { ...person, password: 'not this one' }))
    const repeated = await page.reload()
    expect(repeated?.status()).toBe(400)
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    await page.reload()
    await allowButton(page).click()
    await page.waitForURL(`${printer.redirectUri}?*`)
    expect(printer.responses().filter(({ state }) => state === 'reloaded')).toHaveLength(1)
  })

  test('is over when the person goes back after the end, and gives no second code', async ({
    visitor: { page },
    printer,
    person,
  }) => {
    await page.goto(printer.authorizationUrl({ state: 'back' }))
    await signIn(page, person)
    await allowButton(page).click()
    await page.waitForURL(`${printer.redirectUri}?*`)
    const answer = await page.goBack()
    expect(answer?.status()).toBe(410)
    await page.getByRole('heading', { name: 'This sign-in is no longer open' }).waitFor()
    await page.goForward()
    const codes = printer
      .responses()
      .flatMap(({ state, code }) => (state === 'back' && code !== undefined ? [code] : []))
    expect(new Set(codes).size).toBe(1)
  })

  test('that stands at consent takes a person who goes back to sign-in forward again', async ({
    visitor: { page },
    printer,
    person,
  }) => {
    await page.goto(printer.authorizationUrl())
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    await page.goBack()
    await consentHeading(page, 'Photo Printer').waitFor()
  })

  test('gives one code when Allow is pressed twice, and the person arrives', async ({
    visitor: { page },
    printer,
    house,
    person,
  }) => {
    await page.goto(printer.authorizationUrl({ state: 'twice' }))
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    await pressTwice(house.hub, allowButton(page))
    await page.waitForURL(`${printer.redirectUri}?*`)
    const codes = printer.responses().flatMap(({ state, code }) => (state === 'twice' ? [code] : []))
    expect(new Set(codes).size).toBe(1)
  })

  test('in one tab does not mix with another in the next', async ({ visitor, printer, house, person }) => {
    const [first, second] = [visitor.page, await visitor.context.newPage()]
    await first.goto(printer.authorizationUrl({ state: 'first', scope: 'profile' }))
    await second.goto(printer.authorizationUrl({ state: 'second' }))
    await signIn(second, person)
    await consentHeading(second, 'Photo Printer').waitFor()
    await signIn(first, person)
    await consentHeading(first, 'Photo Printer').waitFor()
    await allowButton(second).click()
    await second.waitForURL(`${printer.redirectUri}?*state=second*`)
    await allowButton(first).click()
    await first.waitForURL(`${printer.redirectUri}?*state=first*`)
    const mine = printer.responses().filter(({ state }) => state === 'first' || state === 'second')
    expect(mine.map(({ state, iss }) => [state, iss])).toEqual([
      ['second', house.issuer],
      ['first', house.issuer],
    ])
    expect(new Set(mine.map(({ code }) => code)).size).toBe(2)
  })
  test('in one tab is not decided by another person who signed in in the next', async ({
    visitor,
    printer,
    house,
    person,
  }) => {
    const another = await registerPerson(house.administrator)
    const [first, second] = [visitor.page, await visitor.context.newPage()]
    await first.goto(printer.authorizationUrl({ state: 'of-the-first' }))
    await signIn(first, person)
    await consentHeading(first, 'Photo Printer').waitFor()
    await second.goto(printer.authorizationUrl({ prompt: 'login' }))
    await signIn(second, another)
    await consentHeading(second, 'Photo Printer').waitFor()
    await answerTo(first, () => allowButton(first).click())
    await first.waitForLoadState()
    expect(first.url()).toContain(house.issuer)
    expect(printer.responses().filter(({ state }) => state === 'of-the-first')).toEqual([])
  })

  test('that was decided in one tab gets the same answer in the next', async ({ visitor, printer, person }) => {
    const [first, second] = [visitor.page, await visitor.context.newPage()]
    await first.goto(printer.authorizationUrl({ state: 'in-two-tabs' }))
    await signIn(first, person)
    await consentHeading(first, 'Photo Printer').waitFor()
    await second.goto(first.url())
    await allowButton(first).click()
    await first.waitForURL(`${printer.redirectUri}?*`)
    await allowButton(second).click()
    await second.waitForURL(`${printer.redirectUri}?*`)
    const codes = printer.responses().flatMap(({ state, code }) => (state === 'in-two-tabs' ? [code] : []))
    expect(codes).toHaveLength(2)
    expect(new Set(codes).size).toBe(1)
  })
})
