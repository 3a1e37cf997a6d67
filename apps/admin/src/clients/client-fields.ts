import type { Client } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import { linesOf } from '../http/input.ts'
import { DURATION_HINT } from '../pages/parts/duration.ts'
import { checkboxes, linesField, radios, textField } from '../pages/parts/form.ts'
import { LIFETIMES } from './client-forms.ts'
import { GRANT_TYPES } from './client-types.ts'

type Fields = (form: URLSearchParams, problem: Problem | undefined) => Markup

export const nameField: Fields = (form, problem) =>
  textField({
    name: 'name',
    label: 'Name',
    hint: 'As people read it when they are asked for access.',
    value: form.get('name') ?? '',
    pointer: '/name',
    problem,
    required: true,
  })

export const redirectUrisField: Fields = (form, problem) =>
  linesField({
    name: 'redirect_uris',
    label: 'Redirect URIs',
    hint: 'Where browsers come back to, one a line, to the letter: https://app.example/callback.',
    value: linesOf(form, 'redirect_uris'),
    pointer: '/redirect_uris',
    problem,
  })

export const grantTypesField: Fields = (form, problem) =>
  checkboxes({
    name: 'grant_types',
    label: 'What it does',
    checked: form.getAll('grant_types'),
    options: GRANT_TYPES,
    pointer: '/grant_types',
    problem,
  })

export const firstPartyField: Fields = (form, problem) =>
  radios({
    name: 'first_party',
    label: 'Whose it is',
    value: form.get('first_party') ?? 'no',
    options: [
      { value: 'no', label: 'Somebody else’s', hint: 'People are asked before it gets access.' },
      { value: 'yes', label: 'Our own', hint: 'Nobody is asked. Only for apps that you control yourself.' },
    ],
    pointer: '/first_party',
    problem,
  })

export const requiredRoleField: Fields = (form, problem) =>
  textField({
    name: 'required_role',
    label: 'Required role',
    hint: 'Users without it cannot sign in to the app. Empty: everybody can.',
    value: form.get('required_role') ?? '',
    pointer: '/required_role',
    problem,
  })

export const scopesFields: Fields = (form, problem) =>
  html`${linesField({
    name: 'requestable',
    label: 'Scopes it may ask for',
    hint: 'One a line, such as profile. What it does not ask for it does not get.',
    value: linesOf(form, 'requestable'),
    pointer: '/requestable',
    problem,
  })}
  ${linesField({
    name: 'automatic',
    label: 'Scopes it always gets',
    hint: 'One a line. They are granted without being asked for, to people whose rights allow it.',
    value: linesOf(form, 'automatic'),
    pointer: '/automatic',
    problem,
  })}`

export const lifetimesFields: Fields = (form, problem) =>
  html`<p class="hint">${DURATION_HINT}</p>
    ${LIFETIMES.map(({ name, label, hint }) =>
      textField({ name, label, hint, value: form.get(name) ?? '', pointer: `/${name}`, problem, required: true }),
    )}`

/** Everything about an app but its scopes and lifetimes. */
export function settingsFields(form: URLSearchParams, problem: Problem | undefined, { type }: Client): Markup {
  return html`${nameField(form, problem)} ${redirectUrisField(form, problem)} ${grantTypesField(form, problem)}
  ${firstPartyField(form, problem)} ${requiredRoleField(form, problem)}
  ${linesField({
    name: 'allowed_origins',
    label: 'Origins of its scripts',
    hint: 'One a line, such as https://app.example. Only for pages whose scripts call the hub themselves.',
    value: linesOf(form, 'allowed_origins'),
    pointer: '/allowed_origins',
    problem,
  })}
  ${
    type === 'confidential' &&
    radios({
      name: 'pkce',
      label: 'PKCE',
      hint: 'A proof that the code comes back to whoever began. RFC 7636',
      value: form.get('pkce') ?? 'required',
      options: [
        { value: 'required', label: 'Required', hint: 'Every current library does it.' },
        { value: 'optional', label: 'Optional', hint: 'For a server that cannot do it yet.' },
      ],
      pointer: '/pkce',
      problem,
    })
  }`
}
