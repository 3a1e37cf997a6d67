import { formatDuration } from '../locales/format-duration.ts'
import { textsOf, type Locale } from '../locales/texts.ts'
import { csrfField, formField } from './form-field.ts'
import { icon } from './icon.ts'
import { isolate } from './isolate.ts'
import { renderPage } from './layout.ts'
import { html } from './markup.ts'
import { problemId, problemSummary } from './notice.ts'
import { ownPath } from './own-path.ts'

/** Why the form is shown again. */
export type ChangePasswordProblem =
  | 'wrong-credentials'
  | 'too-short'
  | 'too-long'
  | 'same'
  | 'mismatch'
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }

type FieldName = 'username' | 'current_password' | 'new_password' | 'repeat_password'

/** The form where a person replaces their password. `cancelHref` leads back to where they came from. */
export function changePasswordPage(page: {
  readonly locale: Locale
  readonly tenantName: string
  readonly action: string
  readonly csrfToken: string
  readonly username?: string | undefined
  readonly problem?: ChangePasswordProblem | undefined
  readonly cancelHref?: string | undefined
}): string {
  const { locale, tenantName, username, problem, cancelHref } = page
  const { fields, changePassword: texts, titleOfProblem } = textsOf(locale)
  const diagnosis = problem && diagnose(problem, locale)
  // No password survives a returned form, so all of them have to be typed again, from the first one on.
  const focused: FieldName = username === undefined || username === '' ? 'username' : 'current_password'
  const state = (name: FieldName) => {
    const invalid = diagnosis?.faulty.includes(name) ?? false
    return {
      focused: name === focused,
      invalid,
      describedBy: diagnosis && (invalid || name === focused) ? [problemId] : [],
    }
  }

  return renderPage({
    locale,
    tenantName,
    title: diagnosis ? titleOfProblem(texts.title) : texts.title,
    body: html`<h1>${texts.title}</h1>
      <p class="lead">${texts.forTenant(html`<strong>${isolate(tenantName)}</strong>`)}</p>
      ${diagnosis && problemSummary(diagnosis.message)}
      <form method="post" action="${ownPath(page.action)}">
        ${csrfField(page.csrfToken)}
        ${formField({ name: 'username', label: fields.username, kind: 'identifier', autocomplete: 'username', value: username, ...state('username') })}
        ${formField({ name: 'current_password', label: fields.currentPassword, kind: 'password', autocomplete: 'current-password', ...state('current_password') })}
        ${formField({ name: 'new_password', label: fields.newPassword, kind: 'password', autocomplete: 'new-password', hint: fields.newPasswordHint, ...state('new_password') })}
        ${formField({ name: 'repeat_password', label: fields.repeatPassword, kind: 'password', autocomplete: 'new-password', ...state('repeat_password') })}
        <button class="primary" type="submit">${texts.submit}</button>
      </form>
      ${cancelHref !== undefined && html`<p class="aside"><a href="${ownPath(cancelHref)}">${texts.cancel}</a></p>`}`,
  })
}

/** Tells that the new password counts from now on. `continueHref` leads back to where the person came from. */
export function passwordChangedPage(page: {
  readonly locale: Locale
  readonly tenantName: string
  readonly continueHref?: string | undefined
}): string {
  const texts = textsOf(page.locale).changePassword
  return renderPage({
    locale: page.locale,
    tenantName: page.tenantName,
    title: texts.doneTitle,
    body: html`<h1 class="done">${icon('done')}${texts.doneHeading}</h1>
      <p class="lead">${texts.done}</p>
      ${page.continueHref !== undefined && html`<a class="button primary" href="${ownPath(page.continueHref)}">${texts.continue}</a>`}`,
  })
}

/** What to say, and which fields hold the mistake. */
interface Diagnosis {
  readonly message: string
  readonly faulty: readonly FieldName[]
}

function diagnose(problem: ChangePasswordProblem, locale: Locale): Diagnosis {
  const { problems } = textsOf(locale)
  switch (problem) {
    case 'wrong-credentials':
      return { message: problems.wrongCredentials, faulty: ['username', 'current_password'] }
    case 'too-short':
      return { message: problems.tooShort, faulty: ['new_password'] }
    case 'too-long':
      return { message: problems.tooLong, faulty: ['new_password'] }
    case 'same':
      return { message: problems.same, faulty: ['new_password'] }
    case 'mismatch':
      return { message: problems.mismatch, faulty: ['new_password', 'repeat_password'] }
    default:
      return { message: problems.throttled(formatDuration(locale, problem.retryAfterSeconds)), faulty: [] }
  }
}
