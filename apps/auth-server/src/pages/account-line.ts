import type { Locale } from '../locales/texts.ts'
import { isolate } from './isolate.ts'
import { html, type Markup } from './markup.ts'
import { monogram } from './monogram.ts'

/** Who is signed in, as a page shows it. */
export interface PageAccount {
  readonly displayName: string
  readonly userName: string
}

/** The signed-in person: initials, name, and the name they sign in with. `label` says what this is. */
export function accountLine(account: PageAccount, label: string, locale: Locale): Markup {
  const name = account.displayName === '' ? account.userName : account.displayName
  return html`<div class="account">
    <span class="avatar" aria-hidden="true">${monogram(name, locale)}</span>
    <p>
      <span class="label">${label}</span> <strong>${isolate(name)}</strong>${
        name !== account.userName && html` <span class="user-name">${isolate(account.userName)}</span>`
      }
    </p>
  </div>`
}
