import { textsOf, type Locale } from '../locales/texts.ts'
import { accountLine, type PageAccount } from './account-line.ts'
import { csrfField } from './form-field.ts'
import { icon } from './icon.ts'
import { isolate } from './isolate.ts'
import { renderPage } from './layout.ts'
import { html } from './markup.ts'
import { ownPath } from './own-path.ts'

/** Asks before signing out, so that no link from elsewhere can end a session. */
export function signOutPage(page: {
  readonly locale: Locale
  readonly tenantName: string
  readonly account?: PageAccount | undefined
  readonly accountHref?: string | undefined
  readonly action: string
  readonly csrfToken: string
}): string {
  const { locale, tenantName, account, accountHref } = page
  const texts = textsOf(locale).signOut
  return renderPage({
    locale,
    tenantName,
    title: texts.title,
    body: html`<h1>${texts.heading(isolate(tenantName))}</h1>
      ${account && html`<div class="who">${accountLine(account, texts.signedInAs, locale)}</div>`}
      <p>${texts.explanation}</p>
      <form method="post" action="${ownPath(page.action)}">
        ${csrfField(page.csrfToken)}
        <button class="primary" type="submit">${texts.submit}</button>
      </form>
      ${accountHref !== undefined && html`<p class="aside"><a href="${ownPath(accountHref)}">${texts.account}</a></p>`}`,
  })
}

/** Tells that the session is over, and what that does not end. */
export function signedOutPage(page: { readonly locale: Locale; readonly tenantName: string }): string {
  const texts = textsOf(page.locale).signOut
  return renderPage({
    locale: page.locale,
    tenantName: page.tenantName,
    title: texts.doneTitle,
    body: html`<h1 class="done">${icon('done')}${texts.doneHeading}</h1>
      <p class="lead">${texts.done(isolate(page.tenantName))}</p>
      <p>${texts.doneElsewhere}</p>`,
  })
}
