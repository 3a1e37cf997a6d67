import { randomUUID } from 'node:crypto'
import type { Client, CreatedSecret, Secret } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { confirmationPage } from '../pages/parts/confirmation.ts'
import { time } from '../pages/parts/facts.ts'
import { form, selectField } from '../pages/parts/form.ts'
import { renderProblem } from '../pages/parts/notice.ts'
import { buttonLink } from '../pages/parts/page-head.ts'
import { secret } from '../pages/parts/secret.ts'
import { table } from '../pages/parts/table.ts'
import { may, SECTIONS } from '../pages/sections.ts'
import { pageOf } from './addresses.ts'
import { clientPage } from './client-page.ts'

const DAY_SECONDS = 86_400

/** How long the secret before goes on. */
const PREVIOUS_LIVES = [
  { value: `${DAY_SECONDS}`, label: 'works for another day' },
  { value: `${7 * DAY_SECONDS}`, label: 'works for another week' },
  { value: '3600', label: 'works for another hour' },
  { value: '0', label: 'ends now, because somebody else may know it' },
] as const

export interface SecretsPage {
  readonly secrets: readonly Secret[]
  /** Epoch milliseconds. */
  readonly now: number
  /** What was chosen last. */
  readonly chosen?: string | undefined
  readonly problem?: Problem | undefined
}

export function secretsPage(visit: Visit, client: Client, { secrets, now, chosen, problem }: SecretsPage): Markup {
  const own = `${pageOf(visit, client.client_id)}/secrets`
  const mayChange = may(visit, 'hub.clients.write')
  const isLast = secrets.filter((one) => !isOver(one, now)).length <= 1
  const rows = secrets.map((one) => [
    html`<code>${one.id}</code>`,
    time(one.created_at),
    one.expires_at === null ? 'never' : html`${isOver(one, now) && 'ended'} ${time(one.expires_at)}`,
    mayChange &&
      !isLast &&
      !isOver(one, now) &&
      html`<a href="${own}/${one.id}/retire">Retire …<span class="unseen"> the secret ${one.id}</span></a>`,
  ])
  return clientPage(visit, client, {
    tab: 'Secrets',
    body: html`${renderProblem(problem)}
    ${table({ caption: `Secrets of ${client.name}`, headings: ['Id', 'Made', 'Ends', ''], rows })}
    ${
      mayChange &&
      html`<div class="card">
        <h2>Rotate</h2>
        <p class="hint">
          Makes a new secret beside the newest one, so that you can bring it to every server before the old one ends.
          Access that people gave stays.
        </p>
        ${form({
          action: own,
          csrf: visit.csrf,
          // Sent twice, it makes one secret, and shows it again.
          hidden: { key: randomUUID() },
          submit: 'Make a new secret',
          body: selectField({
            name: 'previous_lives_seconds',
            label: 'The secret before',
            value: chosen,
            options: PREVIOUS_LIVES,
            pointer: '/previous_lives_seconds',
            problem,
          }),
        })}
      </div>`
    }`,
  })
}

const isOver = ({ expires_at: end }: Secret, now: number): boolean => end !== null && Date.parse(end) <= now

/** The only time that the secret is shown. */
export function newSecretPage(visit: Visit, client: Client, created: CreatedSecret): Markup {
  const { client_secret: value, previous_expires_at: end } = created
  return clientPage(visit, client, {
    tab: 'Secrets',
    body: html`<p class="notice done" role="status">Made a new secret.</p>
      <div class="card">
        ${secret('Client id', client.client_id)} ${secret('New client secret', value)}
        <p class="notice warn">Copy it now: it is kept as a hash, and nobody can show it again.</p>
        ${end !== null && html`<p>The secret before ends ${time(end)}.</p>`}
        <div class="buttons">${buttonLink(`${pageOf(visit, client.client_id)}/secrets`, 'Done', true)}</div>
      </div>`,
  })
}

export function retirePage(visit: Visit, client: Client, secretId: string): Markup {
  const up = `${pageOf(visit, client.client_id)}/secrets`
  return confirmationPage(visit, {
    section: SECTIONS.clients,
    title: `Retire a secret of ${client.name}?`,
    consequences: html`Whoever still uses the secret <code>${secretId}</code> is refused from now on. This cannot be
      undone.`,
    submit: 'Retire the secret',
    action: `${up}/${secretId}/retire`,
    up: { href: up, title: `Secrets of ${client.name}` },
  })
}
