import { formatAgo, formatInstant } from '../locales/format-instant.ts'
import { textsOf, type Locale } from '../locales/texts.ts'
import { csrfField } from './form-field.ts'
import { html, type Markup } from './markup.ts'
import { ownPath } from './own-path.ts'

/** What the entries of one list have in common. */
export interface ListContext {
  readonly locale: Locale
  /** What their button posts to. */
  readonly action: string
  readonly csrfToken: string
  /** Epoch milliseconds. */
  readonly now: number
}

/** The entries of a list, or nothing. */
export function entryList(entries: readonly Markup[]): Markup {
  return entries.length === 0
    ? html``
    : html`<ul class="entries">
        ${entries}
      </ul>`
}

/** One thing with a name, something to tell of it, and a button that ends it. `spoken` is the button's whole name. */
export function listEntry(
  { action, csrfToken }: ListContext,
  entry: {
    readonly name: Markup
    readonly details: Markup
    readonly field: { readonly name: string; readonly value: string }
    readonly button: string
    readonly spoken: string
  },
): Markup {
  return html`<li>
    <div class="spread">
      <h3>${entry.name}</h3>
      <form method="post" action="${ownPath(action)}">
        ${csrfField(csrfToken)}
        <input type="hidden" name="${entry.field.name}" value="${entry.field.value}" />
        <button class="small" type="submit" aria-label="${entry.spoken}">${entry.button}</button>
      </form>
    </div>
    ${entry.details}
  </li>`
}

/** A fact of an entry. */
export function fact(label: string, value: Markup | string): Markup {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`
}

/** On which day, and when on it. */
export function instant(at: number, locale: Locale): Markup {
  return html`<time datetime="${new Date(at).toISOString()}">${formatInstant(locale, at)}</time>`
}

/** How long ago it was. */
export function ago(at: number, { locale, now }: Pick<ListContext, 'locale' | 'now'>): Markup {
  const words = formatAgo(locale, (now - at) / 1000) ?? textsOf(locale).account.justNow
  return html`<time datetime="${new Date(at).toISOString()}">${words}</time>`
}
