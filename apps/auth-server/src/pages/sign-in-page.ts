import { formatDuration } from '../locales/format-duration.ts'
import { textsOf, type Locale } from '../locales/texts.ts'
import { csrfField, formField } from './form-field.ts'
import { isolate } from './isolate.ts'
import { renderPage } from './layout.ts'
import { html } from './markup.ts'
import { doneNotice, problemId, problemSummary } from './notice.ts'
import { ownPath } from './own-path.ts'

/** Why the sign-in form is shown again. The page never tells whether the account exists. */
export type SignInProblem =
  | { readonly kind: 'wrong-credentials' }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }

/** The form where a person signs in. `username` is what they typed before, or the request's login_hint. */
export function signInPage(page: {
  readonly locale: Locale
  readonly tenantName: string
  readonly clientName?: string | undefined
  /** What the person goes on to, when it is no app. */
  readonly lead?: string | undefined
  /** What was done before. */
  readonly done?: string | undefined
  readonly action: string
  readonly csrfToken: string
  readonly username?: string | undefined
  readonly problem?: SignInProblem | undefined
  readonly changePasswordHref: string
}): string {
  const { locale, tenantName, clientName, lead, done, username, problem } = page
  const texts = textsOf(locale)
  const { title, continueTo, submit, changePassword } = texts.signIn
  const message = problem && signInMessage(problem, locale)
  const invalid = problem?.kind === 'wrong-credentials'
  const describedBy = problem ? [problemId] : []
  const usernameKnown = username !== undefined && username !== ''

  return renderPage({
    locale,
    tenantName,
    title: message === undefined ? title : texts.titleOfProblem(title),
    body: html`<h1>${title}</h1>
      ${clientName !== undefined && html`<p class="lead">${continueTo(html`<strong>${isolate(clientName)}</strong>`)}</p>`}
      ${lead !== undefined && html`<p class="lead">${lead}</p>`} ${done !== undefined && doneNotice(done)}
      ${message !== undefined && problemSummary(message)}
      <form method="post" action="${ownPath(page.action)}">
        ${csrfField(page.csrfToken)}
        ${formField({
          name: 'username',
          label: texts.fields.username,
          kind: 'identifier',
          autocomplete: 'username',
          value: username,
          focused: !usernameKnown,
          invalid,
          describedBy,
        })}
        ${formField({
          name: 'password',
          label: texts.fields.password,
          kind: 'password',
          autocomplete: 'current-password',
          focused: usernameKnown,
          invalid,
          describedBy,
        })}
        <button class="primary" type="submit">${submit}</button>
      </form>
      <p class="aside"><a href="${ownPath(page.changePasswordHref)}">${changePassword}</a></p>`,
  })
}

function signInMessage(problem: SignInProblem, locale: Locale): string {
  const { problems } = textsOf(locale)
  return problem.kind === 'wrong-credentials'
    ? problems.wrongCredentials
    : problems.throttled(formatDuration(locale, problem.retryAfterSeconds))
}
