import { describe, expect, it } from 'vitest'
import { catalogues } from '../locales/texts.ts'
import { errorPage } from './error-page.ts'
import { errorProblems } from './error-problem.ts'
import { find, only, parsePage, textOf } from './testing/parse-page.ts'

const common = { locale: 'en', tenantName: 'Acme', requestId: '01KQ3V9T7C' } as const

describe('an error page', () => {
  it.each(errorProblems)('for %s says what is wrong, what happened, what to do, and the request id', (problem) => {
    const text = textOf(errorPage({ ...common, problem }))
    const { title, what, remedy } = catalogues.en.errors[problem]
    for (const part of [title, what, remedy, '01KQ3V9T7C']) expect(text).toContain(part)
  })

  it('sends the browser nowhere: no link, no form, no refresh', () => {
    for (const problem of errorProblems) {
      const elements = parsePage(errorPage({ ...common, problem }))
      expect(elements.filter(({ name }) => ['a', 'form', 'button', 'input'].includes(name))).toEqual([])
      expect(elements.filter(({ attributes }) => attributes.has('http-equiv'))).toEqual([])
    }
  })

  it('stands under our own name while no tenant is known', () => {
    const page = errorPage({ locale: 'en', problem: 'unknown-tenant', requestId: 'r' })
    expect(only(parsePage(page), 'header').text).toContain('Identity Hub')
    expect(only(parsePage(page), 'title').text).toBe('There is nothing at this address · Identity Hub')
  })

  it('names the detail when there is one', () => {
    const page = errorPage({ ...common, problem: 'repeated-parameter', detail: 'redirect_uri' })
    expect(find(parsePage(page), 'code').map(({ text }) => text)).toEqual(['redirect_uri', '01KQ3V9T7C'])
  })

  it('says how long to wait when that is known', () => {
    const page = errorPage({ ...common, problem: 'too-many-requests', retryAfterSeconds: 30 })
    expect(textOf(page)).toContain('Please wait 30 seconds, then try again.')
  })

  it('lets a person leave for another account, by a form with its token', () => {
    const otherAccount = { action: '/acme/sign-out', csrfToken: 'the-token' }
    const elements = parsePage(errorPage({ ...common, problem: 'account-cannot-continue', otherAccount }))
    expect(Object.fromEntries(only(elements, 'form').attributes)).toEqual({ method: 'post', action: '/acme/sign-out' })
    expect(only(elements, 'input', { name: 'csrf_token' }).attributes.get('value')).toBe('the-token')
    expect(only(elements, 'button').text).toBe('Use another account')
  })
})
