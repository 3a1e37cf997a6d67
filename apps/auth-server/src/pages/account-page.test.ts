import { describe, expect, it } from 'vitest'
import { accountPage } from './account-page.ts'
import { find, only, parsePage, textOf } from './testing/parse-page.ts'

const now = Date.UTC(2026, 10, 23, 14, 5)
const app = {
  id: 'the-app',
  name: 'Photo Printer',
  scopes: [{ name: 'profile', description: 'See your name' }],
  firstGrantedAt: Date.UTC(2026, 0, 2, 3, 4),
  lastUsedAt: now - 7_200_000,
}
const here = {
  id: 'this-session',
  isThisOne: true,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  source: '192.0.2.7',
  signedInAt: Date.UTC(2026, 10, 22, 8, 0),
  lastSeenAt: now,
}
const elsewhere = { ...here, id: 'that-session', isThisOne: false, userAgent: null, lastSeenAt: now - 300_000 }
const page = {
  locale: 'en',
  tenantName: 'Acme',
  account: { displayName: 'Noor', userName: 'noor@acme.example' },
  apps: [app],
  moreApps: false,
  sessions: [here, elsewhere],
  moreSessions: false,
  actions: { endAccess: '/acme/end-access', endSession: '/acme/end-session', signOutEverywhere: '/acme/everywhere' },
  changePasswordHref: '/acme/change-password',
  csrfToken: 'the-token',
  now,
} as const

describe('the account page', () => {
  it('says who is signed in, and leads to a change of password', () => {
    expect(textOf(accountPage(page))).toContain('Signed in as Noor noor@acme.example')
    expect(only(parsePage(accountPage(page)), 'a').attributes.get('href')).toBe('/acme/change-password')
  })

  it('shows an app with what it may do, since when, and when it last did', () => {
    const text = textOf(accountPage(page))
    expect(text).toContain('Photo Printer')
    expect(text).toContain('See your name')
    expect(text).toContain('First granted 2 Jan 2026, 03:04 UTC')
    expect(text).toContain('Last used 2 hours ago')
  })

  it('tells an app that was allowed, and has no access, from one that has', () => {
    const text = textOf(accountPage({ ...page, apps: [{ ...app, lastUsedAt: null }] }))
    expect(text).toContain('It has no access now, but it does not have to ask you again.')
    expect(text).not.toContain('Last used')
  })

  it('shows each session by its browser, address and times, and marks this one', () => {
    const text = textOf(accountPage(page))
    expect(text).toContain('Firefox on Linux This browser')
    expect(text).toContain('Address 192.0.2.7 Signed in 22 Nov 2026, 08:00 UTC Last seen just now')
    expect(text).toContain('Last seen 5 minutes ago')
    expect(text.match(/This browser/g)).toHaveLength(1)
  })

  it('names every button by what it ends, and sends that along', () => {
    const elements = parsePage(accountPage(page))
    const names = find(elements, 'button').map(({ attributes, text }) => attributes.get('aria-label') ?? text)
    expect(names).toEqual([
      'End access: Photo Printer',
      'Sign out',
      'End session: Unknown browser',
      'Sign out everywhere',
    ])
    expect(only(elements, 'input', { name: 'client' }).attributes.get('value')).toBe('the-app')
    expect(find(elements, 'input', { name: 'session' }).map(({ attributes }) => attributes.get('value'))).toEqual([
      'this-session',
      'that-session',
    ])
  })

  it('says what signing out everywhere leaves alone', () => {
    const elements = parsePage(accountPage(page))
    const button = find(elements, 'button').at(-1)
    const hint = only(elements, 'p', { id: button?.attributes.get('aria-describedby') ?? 'none' })
    expect(hint.text).toContain('Connected apps keep their access.')
  })

  it('without apps, tells how one comes to be there', () => {
    const empty = accountPage({ ...page, apps: [] })
    expect(textOf(empty)).toContain('When you sign in to an app, it appears here, and you can end its access.')
    expect(textOf(empty)).not.toContain('These apps may use your account')
  })

  it('says that there is more than it shows', () => {
    const text = textOf(accountPage({ ...page, moreApps: true, moreSessions: true }))
    expect(text).toContain('There are more. They appear once you have ended the access of some of these.')
    expect(text).toContain('There are older ones. Sign out everywhere to end them, too.')
  })

  it.each([
    ['access-ended', 'The app no longer has access to your account.'],
    ['session-ended', 'That session has ended.'],
  ] as const)('after %s, says so', (done, message) => {
    expect(only(parsePage(accountPage({ ...page, done })), 'div', { role: 'status' }).text).toContain(message)
  })
})
