import { html, ownMarkup, type Markup } from '@identity-hub/markup'
import type { Problem } from '../../http/attempt.ts'

/** What every field of a form has. */
export interface Labelled {
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** Where the API tells what is wrong with it, such as `/redirect_uris`. */
  readonly pointer?: string
  readonly problem?: Problem | undefined
}

/** What is wrong with a member, or with something inside of it. */
export function problemsAt({ pointer, problem }: Labelled): readonly string[] {
  if (pointer === undefined || problem === undefined) return []
  return [...problem.fields]
    .filter(([at]) => at === pointer || at.startsWith(`${pointer}/`))
    .map(([at, detail]) => {
      const index = /^\/(\d+)/.exec(at.slice(pointer.length))?.[1]
      return index === undefined ? detail : `Line ${Number(index) + 1}: ${detail}`
    })
}

/** A control with its name above, a hint, and what is wrong with it. The first that is wrong gets the focus. */
export function labelled(field: Labelled, control: (attributes: Markup) => Markup): Markup {
  const wrong = problemsAt(field)
  const id = `field-${field.name}`
  const described = [wrong.length > 0 && `${id}-problem`, field.hint !== undefined && `${id}-hint`].filter(Boolean)
  const attributes = html`id="${id}" name="${field.name}"
  ${described.length > 0 && html`aria-describedby="${described.join(' ')}"`}
  ${wrong.length > 0 && ownMarkup('aria-invalid="true" autofocus')}`
  return html`<div class="field">
    <label for="${id}">${field.label}</label>
    ${field.hint !== undefined && html`<p class="hint" id="${id}-hint">${field.hint}</p>`} ${control(attributes)}
    ${wrong.length > 0 && html`<p class="wrong" id="${id}-problem">${wrong.join(' ')}</p>`}
  </div>`
}

/** A group of boxes or buttons under one heading. */
export function group(field: Labelled, controls: readonly Markup[]): Markup {
  const wrong = problemsAt(field)
  return html`<fieldset class="field">
    <legend>${field.label}</legend>
    ${field.hint !== undefined && html`<p class="hint">${field.hint}</p>`} ${controls}
    ${wrong.length > 0 && html`<p class="wrong">${wrong.join(' ')}</p>`}
  </fieldset>`
}

export interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

/** One of a group's boxes or buttons, `id` being its own. */
export function choice(
  type: 'checkbox' | 'radio',
  name: string,
  { value, label, hint }: Choice,
  { id, isChosen }: { readonly id: string; readonly isChosen: boolean },
): Markup {
  return html`<div class="check">
    <input
      type="${type}"
      id="${id}"
      name="${name}"
      value="${value}"
      ${isChosen && ownMarkup('checked')}
      ${hint !== undefined && html`aria-describedby="${id}-hint"`}
    />
    <div>
      <label for="${id}">${label}</label>
      ${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
    </div>
  </div>`
}
