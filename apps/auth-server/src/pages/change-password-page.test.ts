import { describe, expect, it } from 'vitest'
import { changePasswordPage, passwordChangedPage, type ChangePasswordProblem } from './change-password-page.ts'
import { find, only, parsePage, textOf } from './testing/parse-page.ts'

const form = { locale: 'en', tenantName: 'Acme', action: '/acme/change-password', csrfToken: 'the-token' } as const

describe('the page for changing a password', () => {
  it('has fields that password managers recognise, and cuts no password short', () => {
    const page = changePasswordPage(form)
    const fields = find(parsePage(page), 'input').map(({ attributes }) => ({
      name: attributes.get('name'),
      type: attributes.get('type'),
      autocomplete: attributes.get('autocomplete'),
    }))
    expect(fields).toEqual([
      { name: 'csrf_token', type: 'hidden', autocomplete: undefined },
      { name: 'username', type: 'text', autocomplete: 'username' },
      { name: 'current_password', type: 'password', autocomplete: 'current-password' },
      { name: 'new_password', type: 'password', autocomplete: 'new-password' },
      { name: 'repeat_password', type: 'password', autocomplete: 'new-password' },
    ])
    expect(page).not.toContain('maxlength')
  })

  it('says beforehand what a new password needs', () => {
    const elements = parsePage(changePasswordPage(form))
    const hint = only(elements, 'input', { name: 'new_password' }).attributes.get('aria-describedby') ?? 'none'
    expect(only(elements, 'p', { id: hint }).text).toContain('At least 8 characters.')
  })

  it.each<[ChangePasswordProblem, string, string[]]>([
    ['wrong-credentials', 'do not belong together', ['username', 'current_password']],
    ['too-short', 'too short', ['new_password']],
    ['too-long', 'too long', ['new_password']],
    ['same', 'same as the current one', ['new_password']],
    ['mismatch', 'are not the same', ['new_password', 'repeat_password']],
    [{ kind: 'throttled', retryAfterSeconds: 60 }, 'wait 1 minute', []],
  ])('after %j says so and points at the fields', (problem, message, faulty) => {
    const elements = parsePage(changePasswordPage({ ...form, username: 'noor', problem }))
    const summary = only(elements, 'div', { role: 'alert' })
    const described = find(elements, 'input').filter(({ attributes }) =>
      attributes
        .get('aria-describedby')
        ?.split(' ')
        .includes(summary.attributes.get('id') ?? 'none'),
    )
    const invalid = find(elements, 'input', { 'aria-invalid': 'true' })
    expect(summary.text).toContain(message)
    expect(invalid.map(({ attributes }) => attributes.get('name'))).toEqual(faulty)
    // The field that has the cursor reads the summary out, whichever field is wrong.
    expect(described.map(({ attributes }) => attributes.get('name'))).toEqual(
      expect.arrayContaining([...faulty, 'current_password']),
    )
    expect(only(elements, 'title').text).toBe('Error: Change password · Acme')
  })

  it.each([
    [undefined, 'username'],
    ['noor', 'current_password'],
  ])('with the identifier %j puts the cursor into %s', (username, focused) => {
    const elements = parsePage(changePasswordPage({ ...form, username }))
    const field = elements.filter(({ attributes }) => attributes.has('autofocus'))
    expect(field.map(({ attributes }) => attributes.get('name'))).toEqual([focused])
  })

  it('leads back when it is told where to', () => {
    const page = changePasswordPage({ ...form, cancelHref: '/acme/sign-in' })
    expect(only(parsePage(page), 'a').attributes.get('href')).toBe('/acme/sign-in')
    expect(find(parsePage(changePasswordPage(form)), 'a')).toEqual([])
  })
})

describe('the page after changing a password', () => {
  it('says so, and leads on when it is told where to', () => {
    const page = passwordChangedPage({ locale: 'en', tenantName: 'Acme', continueHref: '/acme/sign-in' })
    expect(textOf(page)).toContain('Your password has been changed')
    expect(only(parsePage(page), 'a').attributes.get('href')).toBe('/acme/sign-in')
    expect(find(parsePage(passwordChangedPage({ locale: 'en', tenantName: 'Acme' })), 'a')).toEqual([])
  })
})
