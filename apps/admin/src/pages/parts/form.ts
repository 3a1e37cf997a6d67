import { html, ownMarkup, type Markup, type Value } from '@identity-hub/markup'
import { choice, group, labelled, type Choice, type Labelled } from './labelled.ts'

/** A form with its proof that it comes from a page of this session. */
export function form(options: {
  readonly action: string
  readonly csrf: string
  /** Sent along unseen, such as the `etag` that a change rests on. */
  readonly hidden?: Readonly<Record<string, string>>
  readonly submit: string
  readonly danger?: boolean
  /** Where to go instead. */
  readonly cancel?: string
  readonly body: Value
}): Markup {
  const { action, csrf, hidden = {}, submit, danger = false, cancel, body } = options
  return html`<form class="stack" method="post" action="${action}">
    ${Object.entries({ csrf, ...hidden }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${body}
    <div class="buttons">
      <button class="${danger ? 'danger' : 'primary'}" type="submit">${submit}</button>
      ${cancel !== undefined && html`<a class="button" href="${cancel}">Cancel</a>`}
    </div>
  </form>`
}

export function textField(
  field: Labelled & {
    readonly value?: string | undefined
    readonly type?: 'text' | 'email' | 'password' | 'number' | 'search' | 'datetime-local'
    readonly required?: boolean
    readonly autocomplete?: string
    /** Which keys a phone shows. */
    readonly inputmode?: 'numeric'
  },
): Markup {
  const { value = '', type = 'text', required = false, autocomplete = 'off', inputmode } = field
  return labelled(
    field,
    (attributes) =>
      html`<input
        ${attributes}
        type="${type}"
        value="${value}"
        autocomplete="${autocomplete}"
        ${inputmode !== undefined && html`inputmode="${inputmode}"`}
        ${required && ownMarkup('required')}
      />`,
  )
}

/** One value a line. */
export function linesField(field: Labelled & { readonly value?: readonly string[] | undefined }): Markup {
  const { value = [] } = field
  return labelled(
    field,
    (attributes) =>
      html`<textarea ${attributes} rows="${Math.min(8, Math.max(3, value.length + 1))}" spellcheck="false">
${value.join('\n')}</textarea>`,
  )
}

export function selectField(
  field: Labelled & {
    readonly value?: string | undefined
    readonly options: readonly { readonly value: string; readonly label: string }[]
  },
): Markup {
  return labelled(
    field,
    (attributes) =>
      html`<select ${attributes}>
        ${field.options.map(
          ({ value, label }) =>
            html`<option value="${value}" ${value === field.value && ownMarkup('selected')}>${label}</option>`,
        )}
      </select>`,
  )
}

/** Boxes under one heading; those that are checked are sent under one name. */
export function checkboxes(
  field: Labelled & { readonly checked: readonly string[]; readonly options: readonly Choice[] },
): Markup {
  const { name, options, checked } = field
  return group(
    field,
    options.map((option, index) =>
      choice('checkbox', name, option, { id: `field-${name}-${index}`, isChosen: checked.includes(option.value) }),
    ),
  )
}

/** One of a few, each with what it means. */
export function radios(
  field: Labelled & { readonly value: string | undefined; readonly options: readonly Choice[] },
): Markup {
  const { name, options, value } = field
  return group(
    field,
    options.map((option, index) =>
      choice('radio', name, option, { id: `field-${name}-${index}`, isChosen: option.value === value }),
    ),
  )
}

/** One small form with one button, for what needs no more than a press. */
export function buttonForm(options: {
  readonly action: string
  readonly csrf: string
  readonly label: string
  readonly hidden?: Readonly<Record<string, string>>
  readonly danger?: boolean
  /** Says to a screen reader what is pressed, where the label alone would not. */
  readonly about?: string
}): Markup {
  const { action, csrf, label, hidden = {}, danger = false, about } = options
  return html`<form class="inline" method="post" action="${action}">
    ${Object.entries({ csrf, ...hidden }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button class="small ${danger && 'danger'}" type="submit">
      ${label}${about !== undefined && html`<span class="unseen"> ${about}</span>`}
    </button>
  </form>`
}
