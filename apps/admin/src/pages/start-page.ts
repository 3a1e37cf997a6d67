import { html, type Markup } from '@identity-hub/markup'
import type { Notice } from '../http/notice.ts'
import { plainLayout } from './layout.ts'
import { textField } from './parts/form.ts'
import { renderNotice } from './parts/notice.ts'

/** Where an administrator says which tenant is theirs. */
export function startPage(options: {
  readonly notice?: Notice | undefined
  readonly tenant?: string | undefined
  readonly returnTo?: string | undefined
  /** Where somebody who has just signed out here may still be signed in. */
  readonly signOutAt?: string | undefined
}): Markup {
  const { notice, tenant, returnTo, signOutAt } = options
  return plainLayout({
    title: 'Sign in',
    body: html`${renderNotice(notice)}
      ${
        signOutAt !== undefined &&
        html`<p>
          The hub itself may still know you. On a machine that others use,
          <a href="${signOutAt}">sign out there as well</a>.
        </p>`
      }
      <h1>Administration</h1>
      <p class="lead">Sign in where your account is. Whoever administers the whole hub signs in at <code>hub</code>.</p>
      <form class="stack" method="get" action="/sign-in">
        ${returnTo && html`<input type="hidden" name="return_to" value="${returnTo}" />`}
        ${textField({ name: 'tenant', label: 'Tenant', hint: 'Its short name, such as acme.', value: tenant ?? 'hub', required: true })}
        <div class="buttons"><button class="primary" type="submit">Continue</button></div>
      </form>`,
  })
}
