import { textsOf } from '../locales/texts.ts'
import { isolate, visibleName } from './isolate.ts'
import { ago, entryList, fact, instant, listEntry, type ListContext } from './list-entry.ts'
import { html, type Markup } from './markup.ts'
import { scopeList, type PageScope } from './scope-list.ts'

/** An app that has access, or need not ask for it again. */
export interface PageApp {
  readonly id: string
  readonly name: string
  readonly scopes: readonly PageScope[]
  /** Epoch milliseconds. */
  readonly firstGrantedAt: number
  /** null: it has no access at this moment. */
  readonly lastUsedAt: number | null
}

/** The connected apps, each with what it may do and a button that ends its access. */
export function appList(apps: readonly PageApp[], context: ListContext): Markup {
  const { locale } = context
  const texts = textsOf(locale).account
  return entryList(
    apps.map(({ id, name, scopes, firstGrantedAt, lastUsedAt }) =>
      listEntry(context, {
        name: isolate(name),
        details: html`${scopeList(scopes, locale)}
          <dl class="details">
            ${fact(texts.firstGranted, instant(firstGrantedAt, locale))}
            ${lastUsedAt !== null && fact(texts.lastUsed, ago(lastUsedAt, context))}
          </dl>
          ${lastUsedAt === null && html`<p class="hint">${texts.noAccessNow}</p>`}`,
        field: { name: 'client', value: id },
        button: texts.endAccess,
        spoken: texts.endAccessOf(visibleName(name)),
      }),
    ),
  )
}
