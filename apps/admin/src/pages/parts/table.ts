import { html, type Markup, type Value } from '@identity-hub/markup'

/** A list of rows. On a phone each row is a block, and each cell says what it is. */
export function table(options: {
  /** What the table holds, for who cannot see it. */
  readonly caption: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly Value[])[]
}): Markup {
  const { caption, headings, rows } = options
  return html`<table>
    <caption class="unseen">
      ${caption}
    </caption>
    <thead>
      <tr>
        ${headings.map((heading) => (heading === '' ? html`<td></td>` : html`<th scope="col">${heading}</th>`))}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell, index) =>
              index === 0
                ? html`<th scope="row">${cell}</th>`
                : html`<td data-heading="${headings[index] ?? ''}">${cell}</td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** What stands where there is nothing yet: what it is for, and how it begins. */
export function emptyState(options: {
  readonly title: string
  readonly text: string
  readonly action?: { readonly href: string; readonly label: string } | false
}): Markup {
  const { title, text, action } = options
  return html`<div class="empty">
    <h2>${title}</h2>
    <p>${text}</p>
    ${action && html`<p><a class="button primary" href="${action.href}">${action.label}</a></p>`}
  </div>`
}

/** The way to the next page of a list, with everything else of the address unchanged. */
export function pager(path: string, query: URLSearchParams, nextCursor: string | null): Markup | undefined {
  const isFurther = query.has('cursor')
  if (nextCursor === null && !isFurther) return undefined
  const first = new URLSearchParams(query)
  first.delete('cursor')
  const next = new URLSearchParams(query)
  if (nextCursor !== null) next.set('cursor', nextCursor)
  return html`<nav class="pager" aria-label="Pages of the list">
    ${isFurther && html`<a class="button" href="${address(path, first)}">First page</a>`}
    ${nextCursor !== null && html`<a class="button" href="${address(path, next)}">Next page</a>`}
  </nav>`
}

function address(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query.toString()}`
}
