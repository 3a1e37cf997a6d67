import { html, ownMarkup, type Markup } from '@identity-hub/markup'

export interface Tab {
  readonly title: string
  readonly href: string
}

/** The pages of one thing. */
export const tabs = (label: string, all: readonly Tab[], current: string): Markup =>
  html`<nav class="tabs" aria-label="${label}">
    ${all.map(
      ({ title, href }) =>
        html`<a href="${href}" ${title === current && ownMarkup('aria-current="page"')}>${title}</a>`,
    )}
  </nav>`
