import type { HtmlControl, HtmlForm } from './form.ts'

const sentUnasked = new Set(['hidden', 'text', 'email', 'search', 'tel', 'url', 'select', 'textarea'])

/** What a browser sends when nobody touches the form: hidden fields, filled-in texts, ticked boxes; no button. */
export function untouched(form: HtmlForm): URLSearchParams {
  const fields = new URLSearchParams()
  for (const { name, type, value, checked } of form.controls)
    if (sentUnasked.has(type) || (checked && ['checkbox', 'radio'].includes(type))) fields.append(name, value)
  return fields
}

/** The form in which a person gives a user name and the password that they have, or the first of the two. */
export function findSignInForm(forms: readonly HtmlForm[]): HtmlForm | undefined {
  const known = forms.filter((form) => !takesNewPassword(form))
  const withPassword = known.find(asksForPassword)
  if (withPassword !== undefined || known.length < forms.length) return withPassword
  return known.find(({ controls }) => controls.some(isUsernameAlone))
}

function takesNewPassword({ controls }: HtmlForm): boolean {
  return controls.some(({ autocomplete }) => autocomplete.includes('new-password'))
}

export function asksForPassword({ controls }: HtmlForm): boolean {
  return controls.some(isCurrentPassword)
}

/** The sign-in form, filled in as far as it asks; hidden fields go back as they came. */
export function signInFields(form: HtmlForm, username: string, password: string): URLSearchParams {
  const fields = untouched(form)
  const usernameControl = form.controls.find(isUsername)
  const passwordControl = form.controls.find(isCurrentPassword)
  if (usernameControl !== undefined) fields.set(usernameControl.name, username)
  if (passwordControl !== undefined) fields.set(passwordControl.name, password)
  const [button, ...others] = form.buttons
  // A browser sends the name of the button that was pressed; which one it was is plain where there is one.
  if (button !== undefined && others.length === 0 && button.name !== '') fields.append(button.name, button.value)
  return fields
}

const texts = new Set(['email', 'text', 'tel'])
const says = ({ autocomplete }: HtmlControl, token: string) => autocomplete.includes(token)
// `autocomplete=off` says nothing of what a field is for.
const saysNothing = ({ autocomplete }: HtmlControl) => autocomplete.every((token) => ['on', 'off'].includes(token))

function isUsername(control: HtmlControl): boolean {
  return says(control, 'username') || says(control, 'email') || (saysNothing(control) && texts.has(control.type))
}

// A form without a password may be any form; its field has to say more.
function isUsernameAlone(control: HtmlControl): boolean {
  if (control.type === 'hidden') return false
  return says(control, 'username') || control.type === 'email' || /user|login|email|identifier/i.test(control.name)
}

function isCurrentPassword(control: HtmlControl): boolean {
  return control.type === 'password' && (says(control, 'current-password') || saysNothing(control))
}
