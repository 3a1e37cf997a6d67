import { describe, expect, it } from 'vitest'
import { consentPage } from './consent-page.ts'
import { find, only, parsePage, textOf } from './testing/parse-page.ts'

const request = {
  locale: 'en',
  tenantName: 'Acme',
  client: { name: 'Photo Printer', redirectHost: 'printer.example', native: false },
  account: { displayName: 'Noor de Vries', userName: 'noor@acme.example' },
  scopes: [
    { name: 'profile', description: 'See your name' },
    { name: 'photos.read', description: 'See your photos' },
  ],
  grantEndsAfterDays: 180,
  action: '/acme/consent/01K',
  csrfToken: 'the-token',
} as const
const native = { ...request.client, native: true }

describe('the consent page', () => {
  it('names the app, the host it returns to, each scope, how long access lasts, the person and the tenant', () => {
    const text = textOf(consentPage(request))
    expect(text).toContain('Photo Printer asks for access to your Acme account')
    expect(text).toContain('After this you go to printer.example')
    expect(text).toContain('See your name profile')
    expect(text).toContain('See your photos photos.read')
    expect(text).toContain('Access lasts up to 180 days')
    expect(text).toContain('Signed in as Noor de Vries noor@acme.example')
  })

  it('has the two buttons that scripts rely on', () => {
    const elements = parsePage(consentPage(request))
    expect(Object.fromEntries(only(elements, 'form').attributes)).toMatchObject({
      method: 'post',
      action: '/acme/consent/01K',
    })
    const buttons = find(elements, 'button', { type: 'submit', name: 'decision' })
    expect(buttons.map(({ attributes, text }) => [attributes.get('value'), text])).toEqual([
      ['allow', 'Allow'],
      ['deny', 'Deny'],
    ])
    expect(find(elements, 'input').map(({ attributes }) => attributes.get('name'))).toEqual(['csrf_token'])
    expect(elements.filter(({ attributes }) => attributes.has('autofocus'))).toEqual([])
  })

  it('offers another account by a form of its own, with the token', () => {
    const elements = parsePage(consentPage({ ...request, signOutAction: '/acme/sign-out' }))
    expect(only(elements, 'form', { action: '/acme/sign-out' }).text.trim()).toBe('Use another account')
    expect(find(elements, 'input', { name: 'csrf_token', value: 'the-token' })).toHaveLength(2)
  })

  it('says what an app without scopes learns', () => {
    const page = consentPage({ ...request, scopes: [] })
    expect(textOf(page)).toContain('Nothing in particular. The app only learns that you have signed in.')
    expect(find(parsePage(page), 'li')).toEqual([])
  })

  it('shows the name of a scope that nobody described', () => {
    const page = consentPage({ ...request, scopes: [{ name: 'photos.read', description: '' }] })
    expect(only(parsePage(page), 'li').text.trim()).toBe('photos.read')
  })

  it('marks what an earlier consent did not cover, and only that', () => {
    const page = consentPage({ ...request, newlyAsked: ['photos.read'] })
    const marked = find(parsePage(page), 'li').map(({ text }) => text.includes('New'))
    expect(marked).toEqual([false, true])
    expect(textOf(page)).toContain('You gave this app access before.')
    expect(textOf(consentPage({ ...request, newlyAsked: [] }))).not.toContain('before')
  })

  it('warns that an app on this device cannot be checked', () => {
    const loopback = textOf(consentPage({ ...request, client: { ...native, redirectHost: '127.0.0.1:5000' } }))
    expect(loopback).toContain('After this you go to the app on this device (127.0.0.1:5000)')
    expect(loopback).toContain('Continue only if you have just started this yourself.')
    const scheme = textOf(consentPage({ ...request, client: { ...native, redirectHost: '' } }))
    expect(scheme).toContain('After this you go to the app on this device Access lasts')
    expect(textOf(consentPage(request))).not.toContain('on this device')
  })

  it('shows an account without a display name, or with its user name for one, once', () => {
    for (const displayName of ['', 'noor@acme.example']) {
      const text = textOf(consentPage({ ...request, account: { displayName, userName: 'noor@acme.example' } }))
      expect(text.split('noor@acme.example')).toHaveLength(2)
    }
  })

  it.each([
    [180, 'up to 180 days'],
    [1, 'up to 1 day,'],
    [1 / 24, 'up to 1 hour'],
    [5 / 86_400, 'up to 5 seconds'],
  ])('tells %d days as %s', (grantEndsAfterDays, text) => {
    expect(textOf(consentPage({ ...request, grantEndsAfterDays }))).toContain(text)
  })

  it('speaks Dutch', () => {
    const page = consentPage({ ...request, locale: 'nl' })
    expect(textOf(page)).toContain('Photo Printer vraagt toegang tot je account bij Acme')
    expect(textOf(page)).toContain('hooguit 180 dagen')
    expect(only(parsePage(page), 'html').attributes.get('lang')).toBe('nl')
  })
})
