import { html, type Markup, type Value } from '@identity-hub/markup'

/** Narrows a list down. What is chosen stands in the address, so a list can be handed on. */
export function filters(options: {
  readonly action: string
  readonly fields: Value
  /** Whether something is chosen that can be cleared. */
  readonly isFiltered: boolean
}): Markup {
  const { action, fields, isFiltered } = options
  return html`<form class="filters" method="get" action="${action}" role="search">
    ${fields}
    <div class="buttons">
      <button type="submit">Show</button>
      ${isFiltered && html`<a class="button" href="${action}">Show all</a>`}
    </div>
  </form>`
}

/** Whether the address says more than which page of the list. */
export const isFiltered = (query: URLSearchParams): boolean =>
  [...query].some(([name, value]) => name !== 'cursor' && value.trim() !== '')
