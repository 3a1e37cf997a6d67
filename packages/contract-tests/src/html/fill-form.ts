import type { HtmlControl, HtmlForm } from './form.ts'

const sentUnasked = new Set(['hidden', 'text', 'email', 'search', 'tel', 'url', 'select', 'textarea'])

/** What a browser sends when nobody touches the form: hidden fields, filled-in texts, ticked boxes; no button. */
export function untouched(form: HtmlForm): URLSearchParams {
  const fields = new URLSearchParams()
  for (const { name, type, value, checked } of form.controls)
    if (sentUnasked.has(type) || (checked && ['checkbox', 'radio'].includes(type))) fields.append(name, value)
  return fields
}

/** The form in which a person gives a user name and the password that they have: the sign-in form. */
export function findSignInForm(forms: readonly HtmlForm[]): HtmlForm | undefined {
  return forms.find(
    (form) =>
      form.controls.some(isCurrentPassword) &&
      !form.controls.some(({ autocomplete }) => autocomplete.includes('new-password')),
  )
}

/** The form whose buttons allow or deny. */
export function findConsentForm(forms: readonly HtmlForm[]): HtmlForm | undefined {
  return forms.find(({ controls }) =>
    ['allow', 'deny'].every((decision) => controls.some((control) => isDecision(control, decision))),
  )
}

/** The sign-in form, filled in; hidden fields go back as they came. */
export function signInFields(form: HtmlForm, username: string, password: string): URLSearchParams {
  const fields = untouched(form)
  const usernameControl = form.controls.find(isUsername)
  const passwordControl = form.controls.find(isCurrentPassword)
  if (usernameControl === undefined || passwordControl === undefined)
    throw new Error('The sign-in form has no field for a user name beside the one for a password')
  fields.set(usernameControl.name, username)
  fields.set(passwordControl.name, password)
  return fields
}

/** The consent form, decided. */
export function decisionFields(form: HtmlForm, decision: 'allow' | 'deny'): URLSearchParams {
  const fields = untouched(form)
  const button = form.controls.find((control) => isDecision(control, decision))
  if (button === undefined) throw new Error(`The consent form has no button to ${decision}`)
  fields.append(button.name, button.value)
  return fields
}

function isUsername({ autocomplete, type }: HtmlControl): boolean {
  return autocomplete.includes('username') || (autocomplete.length === 0 && ['email', 'text'].includes(type))
}

function isCurrentPassword({ autocomplete, type }: HtmlControl): boolean {
  return type === 'password' && (autocomplete.includes('current-password') || autocomplete.length === 0)
}

function isDecision({ name, value, type }: HtmlControl, decision: string): boolean {
  return type === 'submit' && name === 'decision' && value === decision
}
