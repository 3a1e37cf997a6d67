import { html, type Markup } from './markup.ts'

/** One labelled input. Its `name` is also its id, so a page has at most one of each. */
interface Field {
  readonly name: string
  readonly label: string
  readonly kind: 'identifier' | 'password'
  readonly autocomplete: 'username' | 'current-password' | 'new-password'
  readonly value?: string | undefined
  readonly hint?: string | undefined
  readonly focused?: boolean
  /** It is shown, for the person and for their password manager, and cannot be changed. */
  readonly fixed?: boolean
  /** The page's summary of the problem says what is wrong with it. */
  readonly invalid?: boolean
  /** Ids of elements elsewhere on the page that describe the field, such as that summary. */
  readonly describedBy?: readonly string[]
}

// Passwords are never sent back to the page. No maxlength: it would cut a pasted password short without a word.
export function formField(field: Field): Markup {
  const { name } = field
  const descriptions = [...(field.describedBy ?? []), ...(field.hint === undefined ? [] : [`${name}-hint`])]
  const kind =
    field.kind === 'password'
      ? html`type="password"`
      : html`type="text" inputmode="email" autocapitalize="none" autocorrect="off" spellcheck="false"
        value="${field.value}"`
  return html`<div class="field">
    <label for="${name}">${field.label}</label>
    ${field.hint !== undefined && html`<p class="hint" id="${name}-hint">${field.hint}</p>`}
    <input
      id="${name}"
      name="${name}"
      ${kind}
      autocomplete="${field.autocomplete}"
      ${field.fixed ? 'readonly' : 'required'}${
        descriptions.length > 0 && html` aria-describedby="${descriptions.join(' ')}"`
      }${field.invalid && html` aria-invalid="true"`}${field.focused && html` autofocus`}
    />
  </div>`
}

/** The token that proves that a form came from the page we showed. */
export function csrfField(csrfToken: string): Markup {
  return html`<input type="hidden" name="csrf_token" value="${csrfToken}" />`
}
