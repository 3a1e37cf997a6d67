import type { Client } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { confirmationPage } from '../pages/parts/confirmation.ts'
import { formatDuration } from '../pages/parts/duration.ts'
import { facts, tags, time } from '../pages/parts/facts.ts'
import { buttonForm } from '../pages/parts/form.ts'
import { buttonLink } from '../pages/parts/page-head.ts'
import { may, SECTIONS } from '../pages/sections.ts'
import { pageOf } from './addresses.ts'
import { LIFETIMES, namesOf } from './client-forms.ts'
import { clientPage } from './client-page.ts'
import { GRANT_TYPES, TYPES } from './client-types.ts'

export function overviewPage(visit: Visit, client: Client): Markup {
  const own = pageOf(visit, client.client_id)
  const { csrf } = visit
  return clientPage(visit, client, {
    tab: 'Overview',
    actions:
      may(visit, 'hub.clients.write') &&
      html`${
          client.status === 'active'
            ? buttonLink(`${own}/disable`, 'Disable …')
            : buttonForm({ action: `${own}/enable`, csrf, label: 'Enable' })
        }<a class="button danger" href="${own}/delete">Delete …</a>`,
    body: html`<div class="card">${factsOf(client)}</div>
      ${
        may(visit, 'hub.users.read') &&
        html`<p>
          <a href="/tenants/${visit.tenant}/grants?client_id=${encodeURIComponent(client.client_id)}"
            >Who has given it access</a
          >
        </p>`
      }`,
  })
}

/** Everything that is known of it but its secrets. */
export const factsOf = (client: Client): Markup =>
  facts([
    ['Client id', html`<code>${client.client_id}</code>`],
    ['Runs', TYPES[client.type].label],
    [
      'What it does',
      GRANT_TYPES.filter(({ value }) => client.grant_types.includes(value))
        .map(({ label }) => label)
        .join(' · '),
    ],
    ['Redirect URIs', tags(client.redirect_uris, 'none')],
    ['Belongs to', client.first_party ? 'Us; people are not asked' : 'Somebody else; people are asked'],
    ['Scopes it may ask for', tags(namesOf(client.scopes, 'requestable'), 'none')],
    ['Scopes it always gets', tags(namesOf(client.scopes, 'automatic'), 'none')],
    ['Required role', client.required_role ?? 'none'],
    ['Origins of its scripts', tags(client.allowed_origins, 'none')],
    ['Proves itself by', tags(client.token_endpoint_auth_methods, 'nothing')],
    ['PKCE', client.pkce === 'required' ? 'required' : 'optional'],
    ...LIFETIMES.map(({ name, label }) => [label, formatDuration(client[name])] as const),
    [
      'Registered',
      html`${time(client.created_at)} ${client.registered_by === 'self' ? 'by itself' : 'by an administrator'}`,
    ],
  ])

const OWN = html` <strong>These pages are this app: nobody can sign in here any more, you neither.</strong>`

export function disablePage(visit: Visit, client: Client, isOwn: boolean): Markup {
  const own = pageOf(visit, client.client_id)
  return confirmationPage(visit, {
    section: SECTIONS.clients,
    title: `Disable ${client.name}?`,
    consequences: html`Nobody can sign in to it any more, and all access that people gave it ends now, for good. It can
    be enabled again; they then have to sign in again.${isOwn && OWN}`,
    submit: 'Disable the app',
    action: `${own}/disable`,
    up: { href: own, title: client.name },
  })
}

export function deletePage(
  visit: Visit,
  client: Client,
  state: { readonly etag: string; readonly isOwn: boolean; readonly problem?: Problem },
): Markup {
  const { etag, isOwn, problem } = state
  const own = pageOf(visit, client.client_id)
  return confirmationPage(visit, {
    section: SECTIONS.clients,
    title: `Delete ${client.name}?`,
    consequences: html`This cannot be undone. All access that people gave it ends now, and its client id
      <code>${client.client_id}</code> stays refused.${isOwn && OWN}`,
    submit: 'Delete the app',
    action: `${own}/delete`,
    hidden: { etag },
    problem,
    up: { href: own, title: client.name },
  })
}
