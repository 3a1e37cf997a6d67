import { describe, expect, it } from 'vitest'
import { signedOutPage, signOutPage } from './sign-out-page.ts'
import { find, only, parsePage, textOf } from './testing/parse-page.ts'

const form = { locale: 'en', tenantName: 'Acme', action: '/acme/sign-out', csrfToken: 'the-token' } as const

describe('the sign-out page', () => {
  it('asks with a form, because a link must not end a session', () => {
    const elements = parsePage(signOutPage(form))
    expect(Object.fromEntries(only(elements, 'form').attributes)).toEqual({ method: 'post', action: '/acme/sign-out' })
    expect(only(elements, 'input').attributes.get('value')).toBe('the-token')
    expect(find(elements, 'a')).toEqual([])
  })

  it('says who is signed in, when that is known', () => {
    const account = { displayName: 'Noor', userName: 'noor@acme.example' }
    expect(textOf(signOutPage({ ...form, account }))).toContain('Signed in as Noor noor@acme.example')
    expect(textOf(signOutPage(form))).not.toContain('Signed in as')
  })

  it('leads to the account page when it is told where that is', () => {
    const elements = parsePage(signOutPage({ ...form, accountHref: '/acme/account' }))
    expect(only(elements, 'a').attributes.get('href')).toBe('/acme/account')
  })

  it('afterwards tells what has ended and what may not have', () => {
    const text = textOf(signedOutPage({ locale: 'en', tenantName: 'Acme' }))
    expect(text).toContain('Your session at Acme in this browser has ended.')
    expect(text).toContain('Apps that you opened may still be signed in.')
  })
})
