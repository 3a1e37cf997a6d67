import { formatDuration } from '../locales/format-duration.ts'
import { textsOf, type Locale } from '../locales/texts.ts'
import type { PageAccount } from './account-line.ts'
import { csrfField, formField } from './form-field.ts'
import { icon } from './icon.ts'
import { isolate } from './isolate.ts'
import { renderPage } from './layout.ts'
import { html } from './markup.ts'
import { problemId, problemSummary } from './notice.ts'
import { ownPath } from './own-path.ts'

/** Why the form is shown again. */
export type PasswordLinkProblem =
  | 'too-short'
  | 'too-long'
  | 'mismatch'
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }

/** The form that a password link opens: whoever came by it chooses a password for the account. */
export function passwordLinkPage(page: {
  readonly locale: Locale
  readonly tenantName: string
  readonly account: PageAccount
  readonly action: string
  readonly csrfToken: string
  readonly problem?: PasswordLinkProblem | undefined
}): string {
  const { locale, tenantName, account, problem } = page
  const { fields, passwordLink: texts, titleOfProblem } = textsOf(locale)
  const message = problem && messageOf(problem, locale)
  const state = (faulty: boolean, focused: boolean) => ({
    focused,
    invalid: faulty,
    describedBy: message !== undefined && (faulty || focused) ? [problemId] : [],
  })
  const isWrong = typeof problem === 'string'
  const name = account.displayName === '' ? account.userName : account.displayName

  return renderPage({
    locale,
    tenantName,
    title: message === undefined ? texts.title : titleOfProblem(texts.title),
    body: html`<h1>${texts.title}</h1>
      <p class="lead">
        ${texts.forAccount(html`<strong>${isolate(tenantName)}</strong>`, html`<strong>${isolate(name)}</strong>`)}
      </p>
      ${message !== undefined && problemSummary(message)}
      <form method="post" action="${ownPath(page.action)}">
        ${csrfField(page.csrfToken)}
        ${formField({ name: 'username', label: fields.username, kind: 'identifier', autocomplete: 'username', value: account.userName, fixed: true })}
        ${formField({ name: 'new_password', label: fields.newPassword, kind: 'password', autocomplete: 'new-password', hint: fields.newPasswordHint, ...state(isWrong, true) })}
        ${formField({ name: 'repeat_password', label: fields.repeatPassword, kind: 'password', autocomplete: 'new-password', ...state(problem === 'mismatch', false) })}
        <button class="primary" type="submit">${texts.submit}</button>
      </form>`,
  })
}

/** Tells that the password counts from now on. Nobody is signed in by a link. */
export function passwordSetPage(page: {
  readonly locale: Locale
  readonly tenantName: string
  readonly signInHref: string
}): string {
  const texts = textsOf(page.locale).passwordLink
  return renderPage({
    locale: page.locale,
    tenantName: page.tenantName,
    title: texts.doneTitle,
    body: html`<h1 class="done">${icon('done')}${texts.doneHeading}</h1>
      <p class="lead">${texts.done}</p>
      <a class="button primary" href="${ownPath(page.signInHref)}">${texts.signIn}</a>`,
  })
}

function messageOf(problem: PasswordLinkProblem, locale: Locale): string {
  const { problems } = textsOf(locale)
  switch (problem) {
    case 'too-short':
      return problems.tooShort
    case 'too-long':
      return problems.tooLong
    case 'mismatch':
      return problems.mismatch
    default:
      return problems.throttled(formatDuration(locale, problem.retryAfterSeconds))
  }
}
