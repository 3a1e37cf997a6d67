import { randomUUID } from 'node:crypto'
import type { ClientWithSecret } from '@identity-hub/api-types/management'
import { html, ownMarkup, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { form, radios, textField } from '../pages/parts/form.ts'
import { renderProblem } from '../pages/parts/notice.ts'
import { buttonLink, pageHead } from '../pages/parts/page-head.ts'
import { secret } from '../pages/parts/secret.ts'
import { SECTIONS } from '../pages/sections.ts'
import { listOf, pageOf, registrationOf } from './addresses.ts'
import { firstPartyField, grantTypesField, nameField, redirectUrisField, scopesFields } from './client-fields.ts'
import { TYPES } from './client-types.ts'
import { TYPE_NAMES } from './registration-form.ts'

const section = SECTIONS.clients

export function registerPage(visit: Visit, typed: URLSearchParams, problem?: Problem): Markup {
  const bringsAlong = Boolean(typed.get('client_id')) || problem?.fields.has('/client_secret') === true
  return layout(visit, {
    title: 'Register an app',
    section,
    body: html`${pageHead({ title: 'Register an app', up: { href: listOf(visit), title: 'Apps' } })}
    ${renderProblem(problem)}
    ${form({
      action: registrationOf(visit),
      csrf: visit.csrf,
      // Sent twice, it registers one app, and shows the same secret.
      hidden: { key: randomUUID() },
      submit: 'Register the app',
      cancel: listOf(visit),
      body: html`${nameField(typed, problem)}
        ${radios({
          name: 'type',
          label: 'Where it runs',
          hint: 'This cannot be changed later.',
          value: typed.get('type') ?? undefined,
          options: TYPE_NAMES.map((value) => ({ value, ...TYPES[value] })),
          pointer: '/type',
          problem,
        })}
        ${grantTypesField(typed, problem)} ${redirectUrisField(typed, problem)} ${scopesFields(typed, problem)}
        ${firstPartyField(typed, problem)}
        <details ${bringsAlong && ownMarkup('open')}>
          <summary>It was registered elsewhere before</summary>
          <div class="stack">
            ${textField({ name: 'client_id', label: 'Client id', hint: 'Keeps the one that it knows. Empty: it gets a new one.', value: typed.get('client_id') ?? '', pointer: '/client_id', problem })}
            ${textField({ name: 'client_secret', label: 'Client secret', hint: 'Empty: it gets a new one. What you type here is not shown again.', type: 'password', autocomplete: 'new-password', pointer: '/client_secret', problem })}
          </div>
        </details>`,
    })}`,
  })
}

/** The only time that the secret is shown. */
export function registeredPage(visit: Visit, client: ClientWithSecret): Markup {
  const { client_id: clientId, client_secret: clientSecret } = client
  const title = `${client.name} is registered`
  return layout(visit, {
    title,
    section,
    body: html`${pageHead({ title, up: { href: listOf(visit), title: 'Apps' } })}
      <div class="card">
        ${secret('Client id', clientId)}
        ${
          clientSecret !== undefined &&
          html`${secret('Client secret', clientSecret)}
            <p class="notice warn">
              Copy the secret now: it is kept as a hash, and nobody can show it again. If it is lost, rotate it.
            </p>`
        }
        <div class="buttons">${buttonLink(pageOf(visit, clientId), 'To the app', true)}</div>
      </div>`,
  })
}
