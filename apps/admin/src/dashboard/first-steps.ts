import type { Client } from '@identity-hub/api-types/management'
import { html, ownMarkup, type Markup } from '@identity-hub/markup'
import { may } from '../pages/sections.ts'
import type { Visit } from '../http/visit.ts'

/** How far a new tenant has come. */
export interface Progress {
  readonly hasApp: boolean
  readonly hasUser: boolean
  readonly hasGrant: boolean
}

/** More apps than that, and whoever made them needs no first steps. */
const FEW = 4

/** Undefined: everything was done, or this person does not do it. */
export async function progressOf(visit: Visit): Promise<Progress | undefined> {
  const { api, person } = visit
  if (!may(visit, 'hub.clients.write') || !may(visit, 'hub.users.write')) return undefined
  const [{ body: clients }, { body: users }] = await Promise.all([
    api.listClients({ query: { limit: FEW } }),
    api.listUsers({ query: { limit: 2 } }),
  ])
  if (clients.next_cursor !== null) return undefined
  // What administrators sign in with is there before anybody has registered an app.
  const apps = clients.items.filter(({ scopes }) => !scopes.some(({ name }) => name.startsWith('hub.')))
  const progress = {
    hasApp: apps.length > 0,
    hasUser: users.items.some(({ id }) => id !== person.id),
    hasGrant: await hasGrant(visit, apps),
  }
  return Object.values(progress).every(Boolean) ? undefined : progress
}

async function hasGrant({ api }: Visit, apps: readonly Client[]): Promise<boolean> {
  for (const { client_id: id } of apps) {
    const { body } = await api.listGrants({ query: { client_id: id, limit: 1 } })
    if (body.items.length > 0) return true
  }
  return false
}

export function firstSteps({ tenant }: Visit, { hasApp, hasUser, hasGrant: hasSignedIn }: Progress): Markup {
  const steps = [
    {
      done: hasApp,
      title: 'Register an app',
      text: 'You say where it lives and what it may ask for, and get a client id and a secret.',
      href: `/tenants/${tenant}/new-app`,
    },
    {
      done: hasUser,
      title: 'Make a user',
      text: 'With a password that you hand over, or a link with which they choose one.',
      href: `/tenants/${tenant}/new-user`,
    },
    {
      done: hasSignedIn,
      title: 'Sign in to the app',
      text: 'Open the app as that user, and come back: sign-ins, tokens and refusals show here.',
      href: undefined,
    },
  ] as const
  const next = steps.findIndex(({ done }) => !done)
  return html`<section class="card">
    <h2>First steps</h2>
    <ol class="steps">
      ${steps.map(
        ({ done, title, text, href }, index) =>
          html`<li ${done && ownMarkup('class="done"')}>
            <h3>${title}${done && html`<span class="unseen"> (done)</span>`}</h3>
            <p class="hint">${text}</p>
            ${!done && href !== undefined && html`<a class="button small ${index === next && 'primary'}" href="${href}">${title}</a>`}
          </li>`,
      )}
    </ol>
  </section>`
}
