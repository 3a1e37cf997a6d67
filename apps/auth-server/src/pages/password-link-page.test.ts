import { describe, expect, it } from 'vitest'
import { passwordLinkPage, passwordSetPage, type PasswordLinkProblem } from './password-link-page.ts'
import { find, only, parsePage, textOf } from './testing/parse-page.ts'

const form = {
  locale: 'en',
  tenantName: 'Acme',
  account: { displayName: 'Noor', userName: 'noor@acme.example' },
  action: '/acme/password/pl_1',
  csrfToken: 'the-token',
} as const

describe('the page of a password link', () => {
  it('says whose account the password is for', () => {
    const elements = parsePage(passwordLinkPage(form))
    expect(textOf(passwordLinkPage(form))).toContain('for the Acme account of Noor')
    expect(Object.fromEntries(only(elements, 'input', { name: 'username' }).attributes)).toMatchObject({
      value: 'noor@acme.example',
      autocomplete: 'username',
      readonly: '',
    })
  })

  it('calls a person without a name by their user name', () => {
    const page = passwordLinkPage({ ...form, account: { displayName: '', userName: 'noor' } })
    expect(textOf(page)).toContain('for the Acme account of noor')
  })

  it('asks for the new password twice, cuts neither short, and puts the cursor into the first', () => {
    const elements = parsePage(passwordLinkPage(form))
    const fields = find(elements, 'input', { autocomplete: 'new-password' })
    expect(fields.map(({ attributes }) => [attributes.get('name'), attributes.has('autofocus')])).toEqual([
      ['new_password', true],
      ['repeat_password', false],
    ])
    expect(passwordLinkPage(form)).not.toContain('maxlength')
  })

  it.each<[PasswordLinkProblem, string, string[]]>([
    ['too-short', 'too short', ['new_password']],
    ['too-long', 'too long', ['new_password']],
    ['mismatch', 'are not the same', ['new_password', 'repeat_password']],
    [{ kind: 'throttled', retryAfterSeconds: 5 }, 'wait 5 seconds', []],
  ])('after %j says so and points at the fields', (problem, message, faulty) => {
    const elements = parsePage(passwordLinkPage({ ...form, problem }))
    expect(only(elements, 'div', { role: 'alert' }).text).toContain(message)
    const invalid = find(elements, 'input', { 'aria-invalid': 'true' })
    expect(invalid.map(({ attributes }) => attributes.get('name'))).toEqual(faulty)
    expect(only(elements, 'title').text).toBe('Error: Choose a password · Acme')
  })
})

it('the page after that leads to the sign-in, and signs nobody in', () => {
  const page = passwordSetPage({ locale: 'en', tenantName: 'Acme', signInHref: '/acme/account/sign-in' })
  expect(textOf(page)).toContain('Your password has been set')
  expect(only(parsePage(page), 'a').attributes.get('href')).toBe('/acme/account/sign-in')
})
