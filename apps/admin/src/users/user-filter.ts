import { html, type Markup } from '@identity-hub/markup'
import { textField } from '../pages/parts/form.ts'
import type { FoundUser } from './find-user.ts'

/** The field of a filter that says whose something is. */
export const userField = (found: FoundUser): Markup =>
  textField({ name: 'user', label: 'User', value: typedOf(found), type: 'search' })

const typedOf = (found: FoundUser): string =>
  found.kind === 'everybody' ? '' : found.kind === 'one' ? (found.user.email ?? found.user.id) : found.text

/** Why nothing is listed: nobody was found, or who of several is meant. */
export function whichUser(found: FoundUser, path: string, query: URLSearchParams): Markup | undefined {
  if (found.kind === 'nobody')
    return html`<p class="notice warn" role="status">
      Nobody’s name or e-mail address begins with “${found.text}”. Archived users are found by their id.
    </p>`
  if (found.kind !== 'several') return undefined
  return html`<div class="card">
    <h2>Who is meant?</h2>
    <ul class="plain">
      ${found.users.map(
        ({ id, name, email, user_name: userName }) =>
          html`<li><a href="${withUser(path, query, id)}">${name}</a> ${email ?? userName}</li>`,
      )}
    </ul>
  </div>`
}

function withUser(path: string, query: URLSearchParams, id: string): string {
  const next = new URLSearchParams(query)
  next.set('user', id)
  next.delete('cursor')
  return `${path}?${next.toString()}`
}
