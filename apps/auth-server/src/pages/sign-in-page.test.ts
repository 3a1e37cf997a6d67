import { describe, expect, it } from 'vitest'
import { signInPage } from './sign-in-page.ts'
import { find, only, parsePage, textOf } from './testing/parse-page.ts'

const form = {
  locale: 'en',
  tenantName: 'Acme',
  action: '/acme/sign-in/01K',
  csrfToken: 'the-token',
  changePasswordHref: '/acme/change-password',
} as const

describe('the sign-in page', () => {
  it('posts an identifier and a password that password managers and scripts recognise', () => {
    const elements = parsePage(signInPage(form))
    expect(Object.fromEntries(only(elements, 'form').attributes)).toEqual({
      method: 'post',
      action: '/acme/sign-in/01K',
    })
    expect(Object.fromEntries(only(elements, 'input', { name: 'username' }).attributes)).toMatchObject({
      type: 'text',
      inputmode: 'email',
      autocomplete: 'username',
      autocapitalize: 'none',
      spellcheck: 'false',
      required: '',
    })
    expect(Object.fromEntries(only(elements, 'input', { name: 'password' }).attributes)).toMatchObject({
      type: 'password',
      autocomplete: 'current-password',
      required: '',
    })
    expect(only(elements, 'input', { name: 'csrf_token' }).attributes.get('value')).toBe('the-token')
    expect(only(elements, 'a').attributes.get('href')).toBe('/acme/change-password')
  })

  it('says what a person goes on to when it is no app, and what they have just done', () => {
    const page = signInPage({ ...form, lead: 'to see your account', done: 'You are signed out.' })
    expect(textOf(page)).toContain('Sign in to see your account')
    expect(only(parsePage(page), 'div', { role: 'status' }).text).toContain('You are signed out.')
  })

  it('never cuts a password short', () => {
    expect(signInPage(form)).not.toContain('maxlength')
  })

  it('names the app and the tenant, and manages without an app', () => {
    expect(textOf(signInPage({ ...form, clientName: 'Photo Printer' }))).toContain('to continue to Photo Printer')
    expect(textOf(signInPage(form))).not.toContain('to continue')
    expect(only(parsePage(signInPage(form)), 'title').text).toBe('Sign in · Acme')
  })

  it.each([
    [undefined, 'username'],
    ['', 'username'],
    ['noor@acme.example', 'password'],
  ])('with the identifier %j puts the cursor into %s', (username, focused) => {
    const elements = parsePage(signInPage({ ...form, username }))
    const field = elements.filter((element) => element.attributes.has('autofocus'))
    expect(field.map((one) => one.attributes.get('name'))).toEqual([focused])
    expect(only(elements, 'input', { name: 'username' }).attributes.get('value')).toBe(username ?? '')
  })

  it('says that something was wrong, to eyes and to screen readers, without telling what', () => {
    const elements = parsePage(signInPage({ ...form, username: 'noor', problem: { kind: 'wrong-credentials' } }))
    const summary = only(elements, 'div', { role: 'alert' })
    expect(summary.text.trim()).toBe(
      'This e-mail address and password do not belong together. Check both and try again.',
    )
    for (const name of ['username', 'password']) {
      const { attributes } = only(elements, 'input', { name })
      expect(attributes.get('aria-invalid')).toBe('true')
      expect(attributes.get('aria-describedby')).toBe(summary.attributes.get('id'))
    }
    expect(only(elements, 'title').text).toBe('Error: Sign in · Acme')
    expect(only(elements, 'input', { name: 'password' }).attributes.has('value')).toBe(false)
  })

  it('says how long to wait after too many attempts, and calls no field wrong', () => {
    const problem = { kind: 'throttled', retryAfterSeconds: 121 } as const
    expect(textOf(signInPage({ ...form, problem }))).toContain('Please wait 3 minutes and try again.')
    expect(textOf(signInPage({ ...form, locale: 'nl', problem }))).toContain('Wacht 3 minuten en probeer')
    expect(find(parsePage(signInPage({ ...form, problem })), 'input', { 'aria-invalid': 'true' })).toEqual([])
  })

  it('refuses to build a form that posts elsewhere', () => {
    expect(() => signInPage({ ...form, action: 'https://evil.example/' })).toThrow(TypeError)
    expect(() => signInPage({ ...form, changePasswordHref: 'javascript:alert(1)' })).toThrow(TypeError)
  })
})
