import { untouched } from './fill-form.ts'
import { attribute, elementsOf, textOf, type HtmlButton, type HtmlForm } from './form.ts'

export type Decision = 'allow' | 'deny'

const words: Record<Decision, RegExp> = {
  allow: /\b(allow|accept|approve|authori[sz]e|agree|grant|confirm|continue|consent|yes)\b/i,
  deny: /\b(not|don't|deny|reject|decline|refuse|disallow|cancel|abort|no)\b/i,
}

/** The form whose buttons allow or deny; where none has both, the one with a button that allows. */
export function findConsentForm(forms: readonly HtmlForm[]): HtmlForm | undefined {
  const asks = forms.filter(({ controls }) => controls.every(({ type }) => type !== 'password'))
  return asks.find((form) => says(form, 'allow') && says(form, 'deny')) ?? asks.find((form) => says(form, 'allow'))
}

const says = ({ buttons }: HtmlForm, decision: Decision) => buttons.some((button) => means(button, decision))

/** The consent form, decided. */
export function decisionFields(form: HtmlForm, decision: Decision): URLSearchParams {
  const button = form.buttons.find((candidate) => means(candidate, decision))
  if (button === undefined) throw new Error(`The consent form has no button to ${decision}`)
  const fields = untouched(form)
  if (button.name !== '') fields.append(button.name, button.value)
  return fields
}

/** How a page takes a decision: a form to send, or a link to follow. */
export type DecisionWay =
  | { readonly kind: 'form'; readonly form: HtmlForm; readonly fields: URLSearchParams }
  | { readonly kind: 'link'; readonly href: string }

/** Finds the button, in any form of the page, or the link. */
export function wayToDecide(
  { html, forms }: { readonly html: string; readonly forms: readonly HtmlForm[] },
  decision: Decision,
): DecisionWay | undefined {
  const consent = findConsentForm(forms)
  const form = [...(consent === undefined ? [] : [consent]), ...forms].find(({ buttons }) =>
    buttons.some((button) => means(button, decision)),
  )
  if (form !== undefined) return { kind: 'form', form, fields: decisionFields(form, decision) }
  const link = elementsOf(html).find(
    (element) => element.tagName === 'a' && attribute(element, 'href') && words[decision].test(textOf(element)),
  )
  return link === undefined ? undefined : { kind: 'link', href: attribute(link, 'href') ?? '' }
}

// A value of exactly that name says more than any label.
function means({ name, value, label }: HtmlButton, decision: Decision): boolean {
  if (name !== '' && (value === 'allow' || value === 'deny')) return value === decision
  return words[decision].test(label) && !(decision === 'allow' && words.deny.test(label))
}
