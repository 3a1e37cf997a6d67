import { expect, test } from 'vitest'
import { decisionFields, findConsentForm, wayToDecide } from './consent-form.ts'
import { formsOf } from './form.ts'

const decide = (html: string, decision: 'allow' | 'deny') => wayToDecide({ html, forms: formsOf(html) }, decision)

test('a button says what it does by its value, or by its label', () => {
  const own =
    '<form method=post><input type=hidden name=t value=1><button name=decision value=allow>Ja</button><button name=decision value=deny>Nee</button></form>'
  const form = findConsentForm(formsOf(own))
  expect(form && String(decisionFields(form, 'allow'))).toBe('t=1&decision=allow')
  expect(form && String(decisionFields(form, 'deny'))).toBe('t=1&decision=deny')
  const other =
    '<form method=post><input type=submit name=submit value="Allow access"><input type=submit name=submit value="Deny access"></form>'
  const allowed = decide(other, 'allow')
  const denied = decide(other, 'deny')
  expect(allowed?.kind === 'form' && String(allowed.fields)).toBe('submit=Allow+access')
  expect(denied?.kind === 'form' && String(denied.fields)).toBe('submit=Deny+access')
})

test('a page with one button allows by it, and denies by a link', () => {
  const html =
    '<form method=post action=/go><input type=hidden name=prompt value=consent><button>Continue</button></form><a href=/abort>[ Cancel ]</a>'
  const allowed = decide(html, 'allow')
  expect(allowed?.kind === 'form' && [allowed.form.action, String(allowed.fields)]).toEqual(['/go', 'prompt=consent'])
  expect(decide(html, 'deny')).toEqual({ kind: 'link', href: '/abort' })
})

test('a form that asks for a password, and one that only signs out, are no consent', () => {
  expect(findConsentForm(formsOf('<form><input type=password name=p><button>Continue</button></form>'))).toBeUndefined()
  expect(findConsentForm(formsOf('<form method=post><button>Sign out</button></form>'))).toBeUndefined()
  expect(findConsentForm(formsOf('<form method=post><button>Do not allow</button></form>'))).toBeUndefined()
})
