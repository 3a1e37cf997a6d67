import { linksOf } from '../source-links.ts'
import { html, type Markup } from './markup.ts'

/** Links to what a requirement stands on. */
export function sourceList(sources: readonly string[]): Markup {
  const items = sources.flatMap(linksOf).map(
    ({ text, url }) =>
      html`<li>${linkTo(text, url)}</li>
        ${' '}`,
  )
  return html`<ul class="sources" aria-label="Sources">
    ${items}
  </ul>`
}

function linkTo(text: string, url: string | null): Markup {
  return url === null ? html`${text}` : html`<a href="${url}" rel="noreferrer">${text}</a>`
}
