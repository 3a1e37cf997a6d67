import { describe, expect } from 'vitest'
import { test } from '../visiting/app-test.ts'
import { allowButton, consentHeading, signIn, signInForm } from '../visiting/hub-pages.ts'
import { expectFocus } from '../visiting/keyboard.ts'

describe('the hub’s cookies', () => {
  test('are kept from scripts, from other sites and from other tenants, and are not the consumer’s', async ({
    visitor: { page, context },
    printer,
    house,
    person,
  }) => {
    await page.goto(printer.authorizationUrl())
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    const cookies = await context.cookies(house.issuer)
    expect(cookies.map(({ name }) => name).toSorted()).toEqual([
      'hub-acme-browser',
      'hub-acme-device',
      'hub-acme-session',
    ])
    for (const cookie of cookies)
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/acme', domain: 'localhost' })
    expect(cookies.find(({ name }) => name === 'hub-acme-session')?.expires).toBe(-1)
    expect(await page.evaluate(() => document.cookie)).toBe('')
    // Cookies know no ports: what the consumer gets is what no path of the hub's covers.
    expect(await context.cookies(`${house.consumerOrigin}/callback`)).toEqual([])
    expect(await context.cookies(`${house.hub.origin}/other/oauth2/v1/auth`)).toEqual([])
  })

  test('change when somebody signs in, so that a planted session is worth nothing', async ({
    visitor: { page, context },
    printer,
    house,
    person,
  }) => {
    const planted = 'planted'.repeat(6)
    await context.addCookies([
      { name: 'hub-acme-session', value: planted, domain: 'localhost', path: '/acme', httpOnly: true },
    ])
    const session = async (): Promise<string | undefined> =>
      (await context.cookies(house.issuer)).find(({ name }) => name === 'hub-acme-session')?.value
    await page.goto(printer.authorizationUrl())
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    const first = await session()
    expect(first).not.toBe(planted)
    await page.goto(printer.authorizationUrl({ prompt: 'login' }))
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    expect(await session()).not.toBe(first)
  })

  test('are worth nothing after signing out, even to whoever kept a copy', async ({
    visitor: { page, context },
    openVisitor,
    printer,
    house,
    person,
  }) => {
    await page.goto(printer.authorizationUrl())
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    const copy = await context.storageState()
    await page.goto(`${house.issuer}/sign-out`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'You have signed out' }).waitFor()

    const thief = await openVisitor({ storageState: copy, alsoVisits: [printer.origin] })
    await thief.page.goto(printer.authorizationUrl())
    await signInForm(thief.page).password.waitFor()
  })

  test('stay few and small however many sign-ins are open', async ({ visitor: { page, context }, printer, house }) => {
    for (let tab = 0; tab < 20; tab += 1) await page.goto(printer.authorizationUrl())
    const cookies = await context.cookies(house.issuer)
    expect(cookies.map(({ name }) => name)).toEqual(['hub-acme-browser'])
  })
})

describe('the password field', () => {
  test('tells password managers what it is for', async ({ visitor: { page }, printer, house }) => {
    await page.goto(printer.authorizationUrl())
    const { username, password } = signInForm(page)
    const attributesOf = (name: string): Promise<(string | null)[]> =>
      Promise.all([username.getAttribute(name), password.getAttribute(name)])
    expect(await attributesOf('autocomplete')).toEqual(['username', 'current-password'])
    expect(await attributesOf('name')).toEqual(['username', 'password'])
    expect(await attributesOf('type')).toEqual(['text', 'password'])
    expect(await attributesOf('maxlength')).toEqual([null, null])
    await page.goto(`${house.issuer}/change-password`)
    const fields = page.locator('input[autocomplete]')
    expect(await fields.evaluateAll((all) => all.map((one) => one.getAttribute('autocomplete')))).toEqual([
      'username',
      'current-password',
      'new-password',
      'new-password',
    ])
  })

  test('takes a pasted password whole', async ({ visitor: { page, context }, printer, house, person }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: house.hub.origin })
    await page.goto(printer.authorizationUrl({ login_hint: person.email }))
    await expectFocus(signInForm(page).password)
    await page.evaluate((text) => navigator.clipboard.writeText(text), person.password)
    await page.keyboard.press('ControlOrMeta+v')
    expect(await signInForm(page).password.inputValue()).toBe(person.password)
    await page.keyboard.press('Enter')
    await consentHeading(page, 'Photo Printer').waitFor()
  })

  test('is never in a URL, and no page keeps it', async ({ visitor: { page, context }, printer, person }) => {
    const urls: string[] = []
    context.on('request', (request) => urls.push(request.url()))
    await page.goto(printer.authorizationUrl())
    await signIn(page, { ...person, password: 'wrong-but-secret' })
    await page.getByRole('alert').waitFor()
    expect(await page.content()).not.toContain('wrong-but-secret')
    await signIn(page, person)
    await allowButton(page).click()
    await page.waitForURL(`${printer.redirectUri}?*`)
    expect(urls.filter((url) => url.includes(person.password) || url.includes('wrong-but-secret'))).toEqual([])
  })
})
