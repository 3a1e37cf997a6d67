import { formatDuration } from '../locales/format-duration.ts'
import { textsOf, type Locale } from '../locales/texts.ts'
import type { ErrorProblem } from './error-problem.ts'
import { csrfField } from './form-field.ts'
import { visibleName } from './isolate.ts'
import { renderPage } from './layout.ts'
import { html } from './markup.ts'
import { ownPath } from './own-path.ts'

/**
 * What a person sees when we do not send them back to the app: what is wrong, what happened, what they can do, and the
 * request's id, under which the log says why. `detail` is a short technical word such as a parameter's name.
 * `signInHref` adds a link to where the person signs in. `otherAccount` adds a form that signs out, for a person whose session would lead to this page again and again.
 */
export function errorPage(page: {
  readonly locale: Locale
  readonly tenantName?: string | undefined
  readonly problem: ErrorProblem
  readonly requestId: string
  readonly detail?: string | undefined
  readonly retryAfterSeconds?: number | undefined
  readonly signInHref?: string | undefined
  readonly otherAccount?: { readonly action: string; readonly csrfToken: string } | undefined
}): string {
  const { locale, tenantName, problem, requestId, detail, retryAfterSeconds, signInHref, otherAccount } = page
  const { error: texts, errors } = textsOf(locale)
  const { title, what, remedy } = errors[problem]
  return renderPage({
    locale,
    tenantName,
    title,
    body: html`<h1>${title}</h1>
      <p class="lead">${what}</p>
      <p>${retryAfterSeconds === undefined ? remedy : texts.retryAfter(formatDuration(locale, retryAfterSeconds))}</p>
      ${signInHref !== undefined && html`<a class="button primary" href="${ownPath(signInHref)}">${texts.signIn}</a>`}
      ${
        otherAccount &&
        html`<form method="post" action="${ownPath(otherAccount.action)}">
          ${csrfField(otherAccount.csrfToken)}
          <button class="primary" type="submit">${texts.otherAccount}</button>
        </form>`
      }
      <dl class="reference">
        ${
          detail !== undefined &&
          html`<div>
            <dt>${texts.detail}</dt>
            <dd><code>${visibleName(detail)}</code></dd>
          </div>`
        }
        <div>
          <dt>${texts.requestId}</dt>
          <dd><code class="copy">${visibleName(requestId)}</code></dd>
        </div>
      </dl>`,
  })
}
