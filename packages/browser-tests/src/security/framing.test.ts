import { describe, expect } from 'vitest'
import { asPage, startSite } from '../house/site.ts'
import { test } from '../visiting/app-test.ts'
import { allowButton, consentHeading, signIn } from '../visiting/hub-pages.ts'

/** `localhost` is the same site as the hub, and still another origin. */
describe.for(['127.0.0.1', 'localhost'] as const)('a page on %s', (host) => {
  test('cannot show our pages in a frame', async ({ openVisitor, printer, house, person }) => {
    const { page } = await openVisitor({ noisy: true })
    await page.goto(printer.authorizationUrl())
    const { issuer, consumerOrigin } = house
    const ours = [
      page.url(),
      `${issuer}/change-password`,
      `${issuer}/sign-out`,
      `${issuer}/account`,
      `${issuer}/nowhere`,
      consumerOrigin,
    ]
    await signIn(page, person)
    await consentHeading(page, 'Photo Printer').waitFor()
    ours.push(page.url())

    await using attacker = await startSite(host, (path) =>
      asPage(path === '/' ? ['/its-own', ...ours].map((url) => `<iframe src="${url}"></iframe>`).join('') : 'hello'),
    )
    await page.goto(attacker.origin)
    const [itsOwn, ...blocked] = page.frames().filter((frame) => frame !== page.mainFrame())
    expect(itsOwn?.url()).toBe(`${attacker.origin}/its-own`)
    expect(blocked.map((frame) => frame.url())).toEqual(ours.map(() => expect.stringMatching(/^chrome-error:/)))
  })
})

describe('a page of another origin', () => {
  test('that opened our page in a window learns nothing of it', async ({ openVisitor, printer }) => {
    const { page } = await openVisitor({ noisy: true })
    await using attacker = await startSite('127.0.0.1')
    await page.goto(attacker.origin)
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate((url) => {
        Object.assign(globalThis, { opened: window.open(url) })
      }, printer.authorizationUrl()),
    ])
    await popup.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await popup.evaluate(() => window.opener)).toBe(null)
    expect(await page.evaluate(() => Reflect.get(globalThis, 'opened').closed)).toBe(true)
  })
})

test('no client learns from which page its user comes', async ({ visitor: { page }, printer, person }) => {
  await page.goto(printer.authorizationUrl({ state: 'no-referrer' }))
  await signIn(page, person)
  await allowButton(page).click()
  await page.waitForURL(`${printer.redirectUri}?*`)
  const [request] = printer.requests.filter(({ url }) => url?.includes('state=no-referrer'))
  expect(request?.headers.referer).toBeUndefined()
  expect(request?.headers.origin).toBeUndefined()
})
