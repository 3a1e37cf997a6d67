import type { Client, ClientChanges } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Attempt, Problem } from '../http/attempt.ts'
import { formState, type FormInput } from '../http/form-state.ts'
import type { Visit } from '../http/visit.ts'
import { asItIsNow } from '../pages/parts/as-it-is-now.ts'
import { form } from '../pages/parts/form.ts'
import { renderProblem } from '../pages/parts/notice.ts'
import { pageOf } from './addresses.ts'
import { lifetimesFields, scopesFields, settingsFields } from './client-fields.ts'
import { atScopeFields, formOf, readLifetimes, readScopes, readSettings } from './client-forms.ts'
import { clientPage } from './client-page.ts'
import { factsOf } from './overview-page.ts'

/** A part of an app that is changed on a page of its own, so that two people can change different parts. */
export interface FormPage {
  readonly tab: 'Settings' | 'Scopes' | 'Lifetimes'
  readonly hint?: string
  readonly fields: (typed: URLSearchParams, problem: Problem | undefined, client: Client) => Markup
  readonly read: (typed: URLSearchParams) => Attempt<ClientChanges>
  /** Where the form has what the API found wrong. */
  readonly place?: (problem: Problem, typed: URLSearchParams) => Problem
}

export const FORM_PAGES: Readonly<Record<'settings' | 'scopes' | 'lifetimes', FormPage>> = {
  settings: { tab: 'Settings', fields: settingsFields, read: (typed) => ({ ok: true, value: readSettings(typed) }) },
  scopes: {
    tab: 'Scopes',
    hint: 'What is taken away ends the access that rests on it, at its next use.',
    fields: scopesFields,
    read(typed) {
      const scopes = readScopes(typed)
      return scopes.ok ? { ok: true, value: { scopes: scopes.value } } : scopes
    },
    place: atScopeFields,
  },
  lifetimes: {
    tab: 'Lifetimes',
    hint: 'For what is issued from now on.',
    fields: lifetimesFields,
    read: readLifetimes,
  },
}

export function changePage(visit: Visit, client: Client, name: keyof typeof FORM_PAGES, input: FormInput): Markup {
  const { tab, hint, fields } = FORM_PAGES[name]
  const { problem } = input
  const state = formState(formOf(client), input)
  const own = pageOf(visit, client.client_id)
  return clientPage(visit, client, {
    tab,
    body: html`${renderProblem(problem)} ${asItIsNow(problem, factsOf(client))}
    ${hint !== undefined && html`<p class="lead">${hint}</p>`}
    ${form({
      action: `${own}/${name}`,
      csrf: visit.csrf,
      hidden: { ...state.hidden },
      submit: 'Save',
      cancel: own,
      body: fields(state.fields, problem, client),
    })}`,
  })
}
