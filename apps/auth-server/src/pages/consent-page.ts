import { formatDuration } from '../locales/format-duration.ts'
import { textsOf, type Locale, type Texts } from '../locales/texts.ts'
import { accountLine, type PageAccount } from './account-line.ts'
import { csrfField } from './form-field.ts'
import { isolate, visibleName } from './isolate.ts'
import { renderPage } from './layout.ts'
import { html, type Markup } from './markup.ts'
import { caution } from './notice.ts'
import { ownPath } from './own-path.ts'
import { scopeList, type PageScope } from './scope-list.ts'

/** The app that asks. `redirectHost` may be empty for a native app with a scheme of its own. */
export interface PageClient {
  readonly name: string
  readonly redirectHost: string
  readonly native: boolean
}

const secondsPerDay = 86_400

/**
 * The page where a person allows or denies an app. `newlyAsked` names the scopes that an earlier consent did not cover;
 * leave it out when there was none. `signOutAction` adds a form to leave for another account.
 */
export function consentPage(page: {
  readonly locale: Locale
  readonly tenantName: string
  readonly client: PageClient
  readonly account: PageAccount
  readonly scopes: readonly PageScope[]
  readonly grantEndsAfterDays: number
  readonly newlyAsked?: readonly string[] | undefined
  readonly action: string
  readonly csrfToken: string
  readonly signOutAction?: string | undefined
}): string {
  const { locale, tenantName, client, account, csrfToken, signOutAction } = page
  const texts = textsOf(locale).consent
  const newlyAsked = new Set(page.newlyAsked)
  const duration = formatDuration(locale, page.grantEndsAfterDays * secondsPerDay)

  return renderPage({
    locale,
    tenantName,
    title: texts.title(visibleName(client.name)),
    body: html`<h1>${texts.heading(isolate(client.name), isolate(tenantName))}</h1>
      <div class="who">
        ${accountLine(account, texts.signedInAs, locale)}
        ${
          signOutAction !== undefined &&
          html`<form method="post" action="${ownPath(signOutAction)}">
            ${csrfField(csrfToken)}
            <button class="quiet" type="submit">${texts.otherAccount}</button>
          </form>`
        }
      </div>
      <section aria-labelledby="scopes">
        <h2 id="scopes">${texts.scopes}</h2>
        ${newlyAsked.size > 0 && html`<p>${texts.widened}</p>`} ${scopeList(page.scopes, locale, newlyAsked)}
      </section>
      <dl class="facts">
        <div>
          <dt>${texts.returnsTo}</dt>
          <dd>${returnPlace(client, texts)}</dd>
        </div>
        <div>
          <dt>${texts.lasts}</dt>
          <dd>${texts.upTo(duration)}</dd>
        </div>
      </dl>
      ${client.native && caution(texts.unverified)}
      <form class="decision" method="post" action="${ownPath(page.action)}">
        ${csrfField(csrfToken)}
        <button class="primary" type="submit" name="decision" value="allow">${texts.allow}</button>
        <button type="submit" name="decision" value="deny">${texts.deny}</button>
      </form>`,
  })
}

function returnPlace(client: PageClient, texts: Texts['consent']): Markup {
  const host = html`<bdi class="host" dir="ltr">${visibleName(client.redirectHost)}</bdi>`
  if (!client.native) return host
  return client.redirectHost === '' ? html`${texts.thisDevice}` : html`${texts.thisDevice} (${host})`
}
