import type { Tenant, TenantChanges } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import { problemAt, type Attempt, type Problem } from '../http/attempt.ts'
import { filled } from '../http/input.ts'
import { facts } from '../pages/parts/facts.ts'
import { checkboxes, radios, selectField, textField } from '../pages/parts/form.ts'

/** The languages that the hub's own pages are written in. */
const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', nl: 'Dutch' }

const RIGHTS_CHANGE = [
  {
    value: 'removed',
    label: 'Only when something is taken away',
    hint: 'A person who loses a right that an app’s access rests on has to sign in to it again. Who gains one keeps what they have.',
  },
  {
    value: 'any',
    label: 'With every change',
    hint: 'A person who gains or loses a role or a claim has to sign in to their apps again, which then see all of it.',
  },
] as const

export const languageField = (typed: URLSearchParams, problem: Problem | undefined): Markup => {
  const current = typed.get('locale') ?? 'en'
  return selectField({
    name: 'locale',
    label: 'Language',
    hint: 'Of its pages, when a browser asks for none that there is.',
    value: current,
    options: Object.entries({ [current]: current, ...LANGUAGES }).map(([value, label]) => ({ value, label })),
    pointer: '/locale',
    problem,
  })
}

export const nameField = (typed: URLSearchParams, problem: Problem | undefined): Markup =>
  textField({
    name: 'name',
    label: 'Name',
    hint: 'As people read it when they sign in.',
    value: typed.get('name') ?? '',
    pointer: '/name',
    problem,
    required: true,
  })

/** What the form of a tenant is filled with. */
export const formOf = (tenant: Tenant): URLSearchParams =>
  filled({
    name: tenant.name,
    locale: tenant.locale,
    rights_change: tenant.rights_change,
    event_retention_days: String(tenant.event_retention_days),
    options: [
      ...(tenant.truncate_addresses ? ['truncate_addresses'] : []),
      ...(tenant.access_token_in_query ? ['access_token_in_query'] : []),
    ],
  })

export function readTenant(typed: URLSearchParams): Attempt<TenantChanges> {
  const days = typed.get('event_retention_days')?.trim() ?? ''
  if (!/^\d{1,6}$/.test(days))
    return problemAt('/event_retention_days', `“${days}” is no number of days; write a whole number, such as 90.`)
  const options = typed.getAll('options')
  return {
    ok: true,
    value: {
      name: typed.get('name') ?? '',
      locale: typed.get('locale') ?? '',
      rights_change: typed.get('rights_change') === 'any' ? 'any' : 'removed',
      event_retention_days: Number(days),
      truncate_addresses: options.includes('truncate_addresses'),
      access_token_in_query: options.includes('access_token_in_query'),
    },
  }
}

export const tenantFields = (typed: URLSearchParams, problem: Problem | undefined): Markup =>
  html`${nameField(typed, problem)} ${languageField(typed, problem)}
  ${radios({
    name: 'rights_change',
    label: 'When access ends because somebody’s rights changed',
    value: typed.get('rights_change') ?? undefined,
    options: RIGHTS_CHANGE,
    pointer: '/rights_change',
    problem,
  })}
  ${textField({
    name: 'event_retention_days',
    label: 'Days that events are kept',
    hint: 'From 1 to 3650. What is older is forgotten, and no longer explained.',
    value: typed.get('event_retention_days') ?? '',
    inputmode: 'numeric',
    pointer: '/event_retention_days',
    problem,
    required: true,
  })}
  ${checkboxes({
    name: 'options',
    label: 'Besides',
    checked: typed.getAll('options'),
    options: [
      {
        value: 'truncate_addresses',
        label: 'Shorten addresses in new events',
        hint: 'Enough is left to see from which network somebody came, and not from which connection.',
      },
      {
        value: 'access_token_in_query',
        label: 'Take access tokens in the address of verifyToken',
        hint: 'Only for apps written for the hosted service. Addresses end up in logs, and tokens with them.',
      },
    ],
  })}`

export const factsOf = (tenant: Tenant): Markup =>
  facts([
    ['Name', tenant.name],
    ['Short name', html`<code>${tenant.slug}</code>`],
    ['Issuer', html`<code>${tenant.issuer}</code>`],
    ['Language', LANGUAGES[tenant.locale] ?? tenant.locale],
    [
      'Changed rights end access',
      tenant.rights_change === 'any' ? 'with every change' : 'only when something is taken away',
    ],
    ['Events are kept', `${tenant.event_retention_days} days`],
    ['Addresses in events', tenant.truncate_addresses ? 'shortened' : 'whole'],
    ['Access tokens in addresses', tenant.access_token_in_query ? 'taken' : 'refused'],
  ])
