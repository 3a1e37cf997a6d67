import { html, type Markup, type Value } from '@identity-hub/markup'

/** The top of a page: where it is, what it is, and what can be done first. */
export function pageHead(options: {
  readonly title: string
  readonly lead?: Value
  /** The page above this one. */
  readonly up?: { readonly href: string; readonly title: string }
  readonly actions?: Value
}): Markup {
  const { title, lead, up, actions } = options
  return html`<div class="head">
    <div>
      ${up && html`<p class="up"><a href="${up.href}">${up.title}</a></p>`}
      <h1>${title}</h1>
      ${lead !== undefined && lead !== false && lead !== '' && html`<p class="lead">${lead}</p>`}
    </div>
    ${actions !== undefined && actions !== false && html`<div class="buttons">${actions}</div>`}
  </div>`
}

/** A link that looks like a button. */
export const buttonLink = (href: string, label: string, isPrimary = false): Markup =>
  html`<a class="button ${isPrimary && 'primary'}" href="${href}">${label}</a>`
