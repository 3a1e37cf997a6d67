import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { asPage, startSite } from '../house/site.ts'
import { test } from '../visiting/app-test.ts'
import { allowButton, answerTo, consentHeading, signIn, signInForm } from '../visiting/hub-pages.ts'

/** `localhost` is the same site as the hub, so that SameSite cookies do not help there. */
const hosts = ['127.0.0.1', 'localhost'] as const

describe.for(hosts)('a page on %s that posts a form to us', (host) => {
  test('does not sign anybody out', async ({ openVisitor, printer, house, person }) => {
    const { page } = await openVisitor({ noisy: true })
    await page.goto(printer.authorizationUrl())
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    expect(await postFrom(page, host, `${house.issuer}/sign-out`, { csrf_token: 'guessed' })).toBe(403)
    await page.goto(printer.authorizationUrl())
    await consentHeading(page, 'Photo Printer').waitFor()
  })

  test('does not give consent, not even with a token of the attacker’s own', async ({
    openVisitor,
    printer,
    person,
  }) => {
    const victim = await openVisitor({ noisy: true })
    await victim.page.goto(printer.authorizationUrl({ state: `forged-on-${host}` }))
    await signIn(victim.page, person)
    await consentHeading(victim.page, 'Photo Printer').waitFor()
    const consent = victim.page.url()

    const attacker = await openVisitor({ noisy: true })
    await attacker.page.goto(printer.authorizationUrl())
    await signIn(attacker.page, person)
    await consentHeading(attacker.page, 'Photo Printer').waitFor()
    const token = await csrfToken(attacker.page)

    const another = await victim.context.newPage()
    for (const csrf_token of [token, ''])
      expect(await postFrom(another, host, consent, { csrf_token, decision: 'allow' })).toBe(403)
    expect(printer.responses().filter(({ state }) => state === `forged-on-${host}`)).toEqual([])
    await allowButton(victim.page).click()
    await victim.page.waitForURL(`${printer.redirectUri}?*state=forged-on-${host}*`)
  })

  test('does not sign the victim in as the attacker', async ({ openVisitor, printer, person }) => {
    const attacker = await openVisitor({ noisy: true })
    await attacker.page.goto(printer.authorizationUrl())
    const action = attacker.page.url()
    const csrf_token = await csrfToken(attacker.page)

    const victim = await openVisitor({ noisy: true })
    await victim.page.goto(printer.authorizationUrl())
    const fields = { csrf_token, username: person.email, password: person.password }
    const another = await victim.context.newPage()
    // Into the attacker's interaction, and into the victim's own.
    for (const target of [action, victim.page.url()]) expect(await postFrom(another, host, target, fields)).toBe(403)
    await victim.page.goto(printer.authorizationUrl())
    await signInForm(victim.page).password.waitFor()
  })

  test('does not change a password', async ({ openVisitor, house, person }) => {
    const { page } = await openVisitor({ noisy: true })
    await page.goto(`${house.issuer}/change-password`)
    const replaced = `${person.password}-replaced`
    const fields = {
      csrf_token: 'guessed',
      username: person.email,
      current_password: person.password,
      new_password: replaced,
      repeat_password: replaced,
    }
    expect(await postFrom(page, host, `${house.issuer}/change-password`, fields)).toBe(403)
  })
})

/** What the hub answers when a page of the attacker's makes the browser post these fields at once. */
async function postFrom(
  page: Page,
  host: (typeof hosts)[number],
  action: string,
  fields: Readonly<Record<string, string>>,
): Promise<number> {
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
  await using attacker = await startSite(host, () =>
    asPage(
      `<form method="post" action="${action}">${inputs.join('')}</form><script>document.forms[0].submit()</script>`,
    ),
  )
  const answer = await answerTo(page, () => page.goto(attacker.origin).catch(() => undefined))
  await page.waitForURL(action)
  return answer.status()
}

async function csrfToken(page: Page): Promise<string> {
  return page.locator('input[name="csrf_token"]').last().inputValue()
}
