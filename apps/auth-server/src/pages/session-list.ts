import { textsOf } from '../locales/texts.ts'
import { browserName } from './browser-name.ts'
import { visibleName } from './isolate.ts'
import { ago, entryList, fact, instant, listEntry, type ListContext } from './list-entry.ts'
import { html, type Markup } from './markup.ts'

/** A browser that somebody is signed in with. */
export interface PageSession {
  readonly id: string
  /** The one that the page is shown in. */
  readonly isThisOne: boolean
  readonly userAgent: string | null
  readonly source: string | null
  /** Epoch milliseconds. */
  readonly signedInAt: number
  readonly lastSeenAt: number
}

/** The open sessions, each with what it is known by and a button that ends it. */
export function sessionList(sessions: readonly PageSession[], context: ListContext): Markup {
  const { locale } = context
  const texts = textsOf(locale).account
  return entryList(
    sessions.map(({ id, isThisOne, userAgent, source, signedInAt, lastSeenAt }) => {
      const name = browserName(userAgent, locale)
      return listEntry(context, {
        name: html`${name}${isThisOne && html` <span class="badge">${texts.thisOne}</span>`}`,
        details: html`<dl class="details">
          ${fact(texts.address, source === null ? texts.unknownAddress : html`<bdi dir="ltr">${visibleName(source)}</bdi>`)}
          ${fact(texts.signedIn, instant(signedInAt, locale))} ${fact(texts.lastSeen, ago(lastSeenAt, context))}
        </dl>`,
        field: { name: 'session', value: id },
        button: isThisOne ? texts.signOut : texts.endSession,
        spoken: isThisOne ? texts.signOut : texts.endSessionOf(name),
      })
    }),
  )
}
