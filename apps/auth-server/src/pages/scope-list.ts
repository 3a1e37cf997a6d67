import { textsOf, type Locale } from '../locales/texts.ts'
import { icon } from './icon.ts'
import { isolate, visibleName } from './isolate.ts'
import { html, type Markup } from './markup.ts'

/** A scope with its description in the page's language. An empty description leaves the name to speak for itself. */
export interface PageScope {
  readonly name: string
  readonly description: string
}

/** What an app may do, or asks for. Those that are `fresh` are marked as new. */
export function scopeList(
  scopes: readonly PageScope[],
  locale: Locale,
  fresh: ReadonlySet<string> = new Set<string>(),
): Markup {
  const texts = textsOf(locale).consent
  if (scopes.length === 0) return html`<p>${texts.noScopes}</p>`
  const items = scopes.map(({ name, description }) => {
    const badge = fresh.has(name) && html` <span class="badge">${texts.fresh}</span>`
    return description === ''
      ? html`<li>
          ${icon('check')}
          <div>
            <p><code>${visibleName(name)}</code>${badge}</p>
          </div>
        </li>`
      : html`<li>
          ${icon('check')}
          <div>
            <p>${isolate(description)}${badge}</p>
            <p class="scope-name"><code>${visibleName(name)}</code></p>
          </div>
        </li>`
  })
  return html`<ul class="scopes">
    ${items}
  </ul>`
}
