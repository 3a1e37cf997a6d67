import { browserOf, readCookie, type Visit } from '../http/visit.ts'

/** The hidden field of a form. */
export function tokenField(visit: Visit, purpose: string): string {
  return `<input type="hidden" name="form_token" value="${visit.rules.formToken(visit.formKey, browserOf(visit), purpose)}">`
}

/** Whether a form was shown to this browser, for this purpose. */
export function isGenuine(visit: Visit, purpose: string, fields: URLSearchParams): boolean {
  const { rules, formKey } = visit
  const expected = rules.formToken(formKey, readCookie(visit, 'browser') ?? '', purpose)
  return rules.formTokenFits(expected, fields.get('form_token') ?? undefined, purpose)
}

export function textField(rules: Visit['rules'], label: string, name: string, attributes: string, value = ''): string {
  return `<p><label for="${name}">${label}</label> <input id="${name}" name="${name}" ${attributes} value="${rules.escape(value)}"></p>`
}
