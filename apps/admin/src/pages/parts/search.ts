import { html, type Markup } from '@identity-hub/markup'
import { textField } from './form.ts'

/** Looks for something in a list. */
export const searchForm = (options: {
  readonly action: string
  readonly label: string
  readonly value: string
}): Markup =>
  html`<form class="filters" method="get" action="${options.action}" role="search">
    ${textField({ name: 'search', label: options.label, value: options.value, type: 'search' })}
    <button type="submit">Search</button>
    ${options.value !== '' && html`<a class="button" href="${options.action}">Show all</a>`}
  </form>`
