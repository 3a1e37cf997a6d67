import { textsOf, type Locale } from '../locales/texts.ts'
import { accountLine, type PageAccount } from './account-line.ts'
import { appList, type PageApp } from './app-list.ts'
import { csrfField } from './form-field.ts'
import { renderPage } from './layout.ts'
import { html } from './markup.ts'
import { doneNotice } from './notice.ts'
import { ownPath } from './own-path.ts'
import { sessionList, type PageSession } from './session-list.ts'

/** What a person has just done, or had done before this was asked for once more. */
export type AccountDone = 'access-ended' | 'session-ended'

/** A person's own page: which apps may use their account, where they are signed in, and how to end either. */
export function accountPage(page: {
  readonly locale: Locale
  readonly tenantName: string
  readonly account: PageAccount
  readonly apps: readonly PageApp[]
  /** There are more than are shown. */
  readonly moreApps: boolean
  readonly sessions: readonly PageSession[]
  readonly moreSessions: boolean
  readonly done?: AccountDone | undefined
  readonly actions: { readonly endAccess: string; readonly endSession: string; readonly signOutEverywhere: string }
  readonly changePasswordHref: string
  readonly csrfToken: string
  /** Epoch milliseconds. */
  readonly now: number
}): string {
  const { locale, tenantName, account, apps, sessions, done, actions, csrfToken, now } = page
  const texts = textsOf(locale).account
  return renderPage({
    locale,
    tenantName,
    wide: true,
    title: texts.title,
    body: html`<h1>${texts.title}</h1>
      ${done !== undefined && doneNotice(done === 'access-ended' ? texts.done.accessEnded : texts.done.sessionEnded)}
      <div class="who spread">
        ${accountLine(account, texts.signedInAs, locale)}
        <a href="${ownPath(page.changePasswordHref)}">${texts.changePassword}</a>
      </div>
      <section aria-labelledby="apps">
        <h2 id="apps">${texts.apps}</h2>
        <p>${apps.length === 0 ? texts.noApps : texts.aboutApps}</p>
        ${appList(apps, { locale, action: actions.endAccess, csrfToken, now })}
        ${page.moreApps && html`<p>${texts.moreApps}</p>`}
      </section>
      <section aria-labelledby="sessions">
        <h2 id="sessions">${texts.sessions}</h2>
        <p>${texts.aboutSessions}</p>
        ${sessionList(sessions, { locale, action: actions.endSession, csrfToken, now })}
        ${page.moreSessions && html`<p>${texts.moreSessions}</p>`}
        <form class="everywhere" method="post" action="${ownPath(actions.signOutEverywhere)}">
          ${csrfField(csrfToken)}
          <button type="submit" aria-describedby="everywhere">${texts.signOutEverywhere}</button>
          <p class="hint" id="everywhere">${texts.aboutSignOutEverywhere}</p>
        </form>
      </section>`,
  })
}
