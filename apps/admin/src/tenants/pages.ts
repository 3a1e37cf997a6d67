import { randomUUID } from 'node:crypto'
import type { Tenant } from '@identity-hub/api-types/management'
import type { OperationResult } from '@identity-hub/client/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { confirmationPage } from '../pages/parts/confirmation.ts'
import { badge } from '../pages/parts/facts.ts'
import { buttonForm, form, textField } from '../pages/parts/form.ts'
import { renderProblem } from '../pages/parts/notice.ts'
import { buttonLink, pageHead } from '../pages/parts/page-head.ts'
import { emptyState, pager, table } from '../pages/parts/table.ts'
import { may, SECTIONS } from '../pages/sections.ts'
import { factsOf, languageField, nameField } from '../settings/tenant-form.ts'

const section = SECTIONS.tenants

const LIST = '/tenants/hub/tenants'
export const CREATION = '/tenants/hub/new-tenant'
export const pageOf = (slug: string): string => `${LIST}/${slug}`

export function listTenantsPage(visit: Visit, page: OperationResult<'listTenants'>, query: URLSearchParams): Markup {
  const mayChange = may(visit, 'hub.tenants.write')
  const rows = page.items.map(({ slug, name, status }) => [
    html`<a href="${pageOf(slug)}">${name}</a> ${status === 'suspended' && badge('suspended', 'bad')}`,
    html`<code>${slug}</code>`,
    status === 'open' && html`<a href="/tenants/${slug}">Administer<span class="unseen"> ${name}</span></a>`,
  ])
  const isAlone = page.items.length === 1 && !query.has('cursor') && page.next_cursor === null
  return layout(visit, {
    title: 'Tenants',
    section,
    body: html`${pageHead({
      title: 'Tenants',
      lead: 'Each is a hub of its own: its users, apps and events are nobody else’s.',
      actions: mayChange && buttonLink(CREATION, 'New tenant', true),
    })}
    ${table({ caption: 'Tenants', headings: ['Tenant', 'Short name', ''], rows })}
    ${
      isAlone &&
      emptyState({
        title: 'Only your own yet',
        text: 'The tenant hub is where administrators of everything sign in. Make a tenant for people who use apps.',
        action: mayChange && { href: CREATION, label: 'Make the first tenant' },
      })
    }
    ${pager(LIST, query, page.next_cursor)}`,
  })
}

export function newTenantPage(visit: Visit, typed: URLSearchParams, problem?: Problem): Markup {
  return layout(visit, {
    title: 'New tenant',
    section,
    body: html`${pageHead({ title: 'New tenant', up: { href: LIST, title: 'Tenants' } })} ${renderProblem(problem)}
    ${form({
      action: CREATION,
      csrf: visit.csrf,
      // Sent twice, it makes one tenant.
      hidden: { key: randomUUID() },
      submit: 'Make the tenant',
      cancel: LIST,
      body: html`${nameField(typed, problem)}
      ${textField({ name: 'slug', label: 'Short name', hint: 'Part of every address of it, such as acme: small letters, digits and hyphens. It can never be changed.', value: typed.get('slug') ?? '', pointer: '/slug', problem, required: true })}
      ${languageField(typed, problem)}`,
    })}`,
  })
}

export function tenantPage(visit: Visit, tenant: Tenant): Markup {
  const { slug, name, status } = tenant
  const maySwitch = may(visit, 'hub.tenants.write') && slug !== 'hub'
  const action = `${pageOf(slug)}/resume`
  return layout(visit, {
    title: name,
    section,
    body: html`${pageHead({
        title: name,
        lead:
          status === 'suspended' &&
          html`${badge('suspended', 'bad')} It answers everybody as if it had never been. Resume it to administer it.`,
        up: { href: LIST, title: 'Tenants' },
        actions: html`${status === 'open' && buttonLink(`/tenants/${slug}`, 'Administer', true)}
        ${
          maySwitch &&
          (status === 'open'
            ? html`<a class="button danger" href="${pageOf(slug)}/suspend">Suspend …</a>`
            : buttonForm({ action, csrf: visit.csrf, label: 'Resume' }))
        }`,
      })}
      <div class="card">${factsOf(tenant)}</div>`,
  })
}

export function suspendPage(visit: Visit, { slug, name }: Tenant, problem?: Problem): Markup {
  return confirmationPage(visit, {
    section,
    title: `Suspend ${name}?`,
    consequences: html`Nobody signs in at <code>${slug}</code> any more, and every session and all access of its apps
      end now, for good. When it is resumed, everybody has to sign in again.`,
    submit: 'Suspend the tenant',
    action: `${pageOf(slug)}/suspend`,
    up: { href: pageOf(slug), title: name },
    problem,
  })
}
