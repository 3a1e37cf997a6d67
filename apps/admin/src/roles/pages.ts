import { randomUUID } from 'node:crypto'
import type { Role } from '@identity-hub/api-types/management'
import type { OperationResult } from '@identity-hub/client/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { asItIsNow } from '../pages/parts/as-it-is-now.ts'
import { confirmationPage } from '../pages/parts/confirmation.ts'
import { badge, facts } from '../pages/parts/facts.ts'
import { form, textField } from '../pages/parts/form.ts'
import { renderProblem } from '../pages/parts/notice.ts'
import { buttonLink, pageHead } from '../pages/parts/page-head.ts'
import { emptyState, pager, table } from '../pages/parts/table.ts'
import { may, SECTIONS } from '../pages/sections.ts'

const section = SECTIONS.roles
const listOf = ({ tenant }: Visit): string => `/tenants/${tenant}/roles`
/** Beside the list, so that no role's name can be in its way. */
const creationOf = ({ tenant }: Visit): string => `/tenants/${tenant}/new-role`
const pageOf = (visit: Visit, { name }: Pick<Role, 'name'>): string => `${listOf(visit)}/${encodeURIComponent(name)}`

export function listRolesPage(visit: Visit, page: OperationResult<'listRoles'>, query: URLSearchParams): Markup {
  const mayChange = may(visit, 'hub.policy.write')
  const list = listOf(visit)
  const own = page.items.filter((role) => !role.built_in)
  const isWhole = !query.has('cursor') && page.next_cursor === null
  // One's own first, where all are at hand.
  const inOrder = isWhole ? [...own, ...page.items.filter((role) => role.built_in)] : page.items
  const rows = inOrder.map((role) => [
    role.built_in ? html`${role.name} ${badge('built in')}` : html`<a href="${pageOf(visit, role)}">${role.name}</a>`,
    role.description,
    may(visit, 'hub.users.read') &&
      html`<a href="/tenants/${visit.tenant}/users?role=${encodeURIComponent(role.name)}"
        >Users<span class="unseen"> with the role ${role.name}</span></a
      >`,
  ])
  return layout(visit, {
    title: 'Roles',
    section,
    body: html`${pageHead({
      title: 'Roles',
      lead: 'What users can be, so that scopes and apps can require it.',
      actions: mayChange && buttonLink(creationOf(visit), 'New role', true),
    })}
    ${
      isWhole &&
      own.length === 0 &&
      emptyState({
        title: 'No roles of your own yet',
        text: 'Make a role, let a scope require it, and give it to the users who should have what the scope opens.',
        action: mayChange && { href: creationOf(visit), label: 'Make the first role' },
      })
    }
    ${table({ caption: 'Roles', headings: ['Role', 'Description', ''], rows })} ${pager(list, query, page.next_cursor)}`,
  })
}

export function newRolePage(
  visit: Visit,
  typed: { readonly name?: string; readonly description?: string; readonly problem?: Problem } = {},
): Markup {
  const { name, description, problem } = typed
  return layout(visit, {
    title: 'New role',
    section,
    body: html`${pageHead({ title: 'New role', up: { href: listOf(visit), title: 'Roles' } })} ${renderProblem(problem)}
    ${form({
      action: creationOf(visit),
      csrf: visit.csrf,
      // Sent twice, it makes one role.
      hidden: { key: randomUUID() },
      submit: 'Make the role',
      cancel: listOf(visit),
      body: html`${textField({ name: 'name', label: 'Name', hint: 'As scopes and apps require it, such as member. It cannot be changed.', value: name, pointer: '/name', problem, required: true })}
      ${descriptionField(description, problem)}`,
    })}`,
  })
}

const descriptionField = (value: string | undefined, problem: Problem | undefined): Markup =>
  textField({
    name: 'description',
    label: 'Description',
    hint: 'For administrators.',
    value,
    pointer: '/description',
    problem,
  })

export function editRolePage(
  visit: Visit,
  role: Role,
  state: { readonly description: string; readonly etag: string; readonly problem?: Problem },
): Markup {
  const { description, etag, problem } = state
  const mayChange = may(visit, 'hub.policy.write') && !role.built_in
  return layout(visit, {
    title: role.name,
    section,
    body: html`${pageHead({
      title: role.name,
      lead: !mayChange && role.description,
      up: { href: listOf(visit), title: 'Roles' },
      actions: mayChange && html`<a class="button danger" href="${pageOf(visit, role)}/delete">Delete …</a>`,
    })}
    ${renderProblem(problem)} ${asItIsNow(problem, facts([['Description', role.description]]))}
    ${
      mayChange &&
      form({
        action: pageOf(visit, role),
        csrf: visit.csrf,
        hidden: { etag },
        submit: 'Save',
        cancel: listOf(visit),
        body: descriptionField(description, problem),
      })
    }`,
  })
}

export function deleteRolePage(visit: Visit, role: Role, etag: string, problem?: Problem): Markup {
  const own = pageOf(visit, role)
  return confirmationPage(visit, {
    section,
    title: `Delete the role ${role.name}?`,
    consequences:
      'Everybody who has it loses it, and the access that rests on it. While a scope or an app requires it, it cannot be deleted.',
    submit: 'Delete the role',
    action: `${own}/delete`,
    hidden: { etag },
    up: { href: own, title: role.name },
    problem,
  })
}
