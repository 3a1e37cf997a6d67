import { expect, test } from 'vitest'
import { decisionFields, findConsentForm } from './consent-form.ts'
import { findSignInForm, signInFields, untouched } from './fill-form.ts'
import { formsOf } from './form.ts'

const signInPage = `<!doctype html><p>Sloppy <b>markup
  <form method=POST action="/acme/sign-in?x=1&amp;y=2">
    <input type="hidden" name="csrf_token" value="a&amp;b">
    <label>Who <input id=u name=login autocomplete="section-a USERNAME webauthn"></label>
    <input name=pw TYPE=Password autocomplete=current-password>
    <input type=checkbox name=stay value=yes checked><input type=checkbox name=spam>
    <input type=submit name=go value=Go>
  </form>
  <form method=get action=/search><input name=q></form>`

test('finds the sign-in form and sends back what it hides', () => {
  const form = findSignInForm(formsOf(signInPage))
  expect(form).toMatchObject({ method: 'post', action: '/acme/sign-in?x=1&y=2' })
  if (form === undefined) return
  expect(String(signInFields(form, 'ada@example.org', 'p&w'))).toBe(
    'csrf_token=a%26b&login=ada%40example.org&stay=yes&pw=p%26w&go=Go',
  )
})

test('finds fields by their type where there is no autocomplete', () => {
  const plain = '<form method=post><input type=email name=mail><input type=password name=secret></form>'
  const form = findSignInForm(formsOf(plain))
  expect(form && String(signInFields(form, 'a@b', 'c'))).toBe('mail=a%40b&secret=c')
})

test('does not take a form that sets a new password for the sign-in form', () => {
  const change = `<form method=post><input name=u autocomplete=username>
    <input type=password name=old autocomplete=current-password><input type=password name=new autocomplete=new-password></form>`
  expect(findSignInForm(formsOf(change))).toBeUndefined()
})

const consentPage = `<form id=leave method=post action=/out><button>Other account</button></form>
  <form id=d method=post action=/consent><input type=hidden name=csrf value=1></form>
  <button form=d name=decision value=allow>Yes</button><button form=d type=submit name=decision value=deny>No</button>
  <button form=d type=button name=decision value=later>Later</button>`

test('finds the consent form, also when its buttons stand outside of it', () => {
  const form = findConsentForm(formsOf(consentPage))
  expect(form?.action).toBe('/consent')
  if (form === undefined) return
  expect(String(decisionFields(form, 'deny'))).toBe('csrf=1&decision=deny')
  expect(String(untouched(form))).toBe('csrf=1')
})

test('finds nothing where nothing is', () => {
  expect(findSignInForm(formsOf(consentPage))).toBeUndefined()
  expect(findConsentForm(formsOf(signInPage))).toBeUndefined()
  expect(formsOf('{"error":"invalid_request"}')).toEqual([])
})
