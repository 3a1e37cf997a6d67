import { textsOf, type Locale } from '../locales/texts.ts'
import { favicon } from './favicon.ts'
import { isolate, visibleName } from './isolate.ts'
import { html, type Markup } from './markup.ts'
import { monogram } from './monogram.ts'
import { styleElement } from './stylesheet.ts'

/**
 * A whole HTML document around the content of one page. `title` names the page for the tab and for screen readers; the
 * tenant, or our own name before the tenant is known, follows it and heads the page.
 */
export function renderPage(page: {
  readonly locale: Locale
  readonly title: string
  readonly tenantName?: string | undefined
  readonly body: Markup
  /** For lists, which need more room than a form. */
  readonly wide?: boolean
}): string {
  const texts = textsOf(page.locale)
  const owner = page.tenantName ?? texts.productName
  return html`<!doctype html>
    <html lang="${page.locale}" dir="${texts.direction}">
      <head>
        <meta charset="utf-8" />
        <title>${visibleName(page.title)} · ${visibleName(owner)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="${favicon}" />
        ${styleElement}
      </head>
      <body>
        <div class="page${page.wide && ' wide'}">
          <header class="masthead">
            <span class="mark" aria-hidden="true">${monogram(owner, page.locale)}</span>${isolate(owner)}
          </header>
          <main class="card">${page.body}</main>
        </div>
      </body>
    </html> `.toString()
}
