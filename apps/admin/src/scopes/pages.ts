import { randomUUID } from 'node:crypto'
import type { Scope } from '@identity-hub/api-types/management'
import type { OperationResult } from '@identity-hub/client/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import { formState, type FormInput } from '../http/form-state.ts'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { asItIsNow } from '../pages/parts/as-it-is-now.ts'
import { confirmationPage } from '../pages/parts/confirmation.ts'
import { formatDuration } from '../pages/parts/duration.ts'
import { badge, facts, tags } from '../pages/parts/facts.ts'
import { form, textField } from '../pages/parts/form.ts'
import { renderProblem } from '../pages/parts/notice.ts'
import { buttonLink, pageHead } from '../pages/parts/page-head.ts'
import { emptyState, pager, table } from '../pages/parts/table.ts'
import { may, SECTIONS } from '../pages/sections.ts'
import { creationOf, listOf, pageOf } from './addresses.ts'
import { scopeFields } from './scope-fields.ts'
import { formOf } from './scope-forms.ts'

const section = SECTIONS.scopes

export function listScopesPage(visit: Visit, page: OperationResult<'listScopes'>, query: URLSearchParams): Markup {
  const mayChange = may(visit, 'hub.policy.write')
  const own = page.items.filter((scope) => !scope.built_in)
  const isWhole = !query.has('cursor') && page.next_cursor === null
  // One's own first, where all are at hand.
  const inOrder = isWhole ? [...own, ...page.items.filter((scope) => scope.built_in)] : page.items
  const rows = inOrder.map((scope) => [
    html`<a href="${pageOf(visit, scope.name)}">${scope.name}</a> ${scope.built_in && badge('built in')}`,
    describe(scope),
    requirement(scope),
  ])
  return layout(visit, {
    title: 'Scopes',
    section,
    body: html`${pageHead({
      title: 'Scopes',
      lead: 'What an access token can open, and whom it is for.',
      actions: mayChange && buttonLink(creationOf(visit), 'New scope', true),
    })}
    ${
      isWhole &&
      own.length === 0 &&
      emptyState({
        title: 'Only what every tenant has',
        text: 'Make a scope for what your own APIs open, say which roles it is for, and give it to the apps that may ask for it.',
        action: mayChange && { href: creationOf(visit), label: 'Make the first scope' },
      })
    }
    ${table({ caption: 'Scopes', headings: ['Scope', 'What it opens', 'Requires'], rows })}
    ${pager(listOf(visit), query, page.next_cursor)}`,
  })
}

/** In English if there is some, otherwise in whatever there is. */
const describe = ({ description }: Scope): string => description['en'] ?? Object.values(description)[0] ?? ''

function requirement({ required_roles: roles, required_claim: claim, name }: Scope): Markup {
  const claimText = claim && (claim.value === null ? `claim ${claim.name}` : `claim ${claim.name} = ${claim.value}`)
  const all = [...roles.map((role) => `role ${role}`), ...(claimText === null ? [] : [claimText])]
  return tags(all, name.startsWith('hub.') ? 'an administrator' : 'nothing')
}

const languages = new Intl.DisplayNames('en', { type: 'language' })

/** The hub takes tags that are none of BCP 47, too. */
function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag
  } catch {
    return `“${tag}”`
  }
}

export const factsOf = (scope: Scope): Markup =>
  facts([
    ...Object.entries(scope.description).map(([language, text]) => [`In ${languageName(language)}`, text] as const),
    ['Requires', requirement(scope)],
    [
      'Access token lifetime',
      scope.access_token_seconds === null ? 'as the app has it' : formatDuration(scope.access_token_seconds),
    ],
  ])

export function newScopePage(visit: Visit, typed: URLSearchParams, problem?: Problem): Markup {
  return layout(visit, {
    title: 'New scope',
    section,
    body: html`${pageHead({ title: 'New scope', up: { href: listOf(visit), title: 'Scopes' } })}
    ${renderProblem(problem)}
    ${form({
      action: creationOf(visit),
      csrf: visit.csrf,
      // Sent twice, it makes one scope.
      hidden: { key: randomUUID() },
      submit: 'Make the scope',
      cancel: listOf(visit),
      body: html`${textField({ name: 'name', label: 'Name', hint: 'As apps ask for it and APIs check it, such as photos:read. It cannot be changed.', value: typed.get('name') ?? '', pointer: '/name', problem, required: true })}
      ${scopeFields(typed, problem)}`,
    })}`,
  })
}

/** Read by everybody, changed by whoever may, unless it is built in. */
export function scopePage(visit: Visit, scope: Scope, input: FormInput): Markup {
  const { problem } = input
  const { fields, hidden } = formState(formOf(scope), input)
  const own = pageOf(visit, scope.name)
  const mayChange = may(visit, 'hub.policy.write') && !scope.built_in
  return layout(visit, {
    title: scope.name,
    section,
    body: html`${pageHead({
      title: scope.name,
      lead: scope.built_in && html`${badge('built in')} Every tenant has it, and it stays as it is.`,
      up: { href: listOf(visit), title: 'Scopes' },
      actions: mayChange && html`<a class="button danger" href="${own}/delete">Delete …</a>`,
    })}
    ${renderProblem(problem)} ${asItIsNow(problem, factsOf(scope))}
    ${
      mayChange
        ? form({
            action: own,
            csrf: visit.csrf,
            hidden,
            submit: 'Save',
            cancel: listOf(visit),
            body: scopeFields(fields, problem),
          })
        : html`<div class="card">${factsOf(scope)}</div>`
    }`,
  })
}

export function deleteScopePage(visit: Visit, { name }: Scope, etag: string, problem?: Problem): Markup {
  const own = pageOf(visit, name)
  return confirmationPage(visit, {
    section,
    title: `Delete the scope ${name}?`,
    consequences: 'All apps lose it. Access that rests on it ends at its next use. This cannot be undone.',
    submit: 'Delete the scope',
    action: `${own}/delete`,
    hidden: { etag },
    up: { href: own, title: name },
    problem,
  })
}
