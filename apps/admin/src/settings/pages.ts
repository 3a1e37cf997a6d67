import type { Tenant } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import { formState, type FormInput } from '../http/form-state.ts'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { asItIsNow } from '../pages/parts/as-it-is-now.ts'
import { form } from '../pages/parts/form.ts'
import { renderProblem } from '../pages/parts/notice.ts'
import { pageHead } from '../pages/parts/page-head.ts'
import { may, SECTIONS } from '../pages/sections.ts'
import { factsOf, formOf, tenantFields } from './tenant-form.ts'

export function settingsPage(visit: Visit, tenant: Tenant, input: FormInput): Markup {
  const { problem } = input
  const { fields, hidden } = formState(formOf(tenant), input)
  const own = `/tenants/${visit.tenant}/settings`
  return layout(visit, {
    title: 'Settings',
    section: SECTIONS.settings,
    body: html`${pageHead({ title: 'Settings', lead: html`Apps know this tenant as <code>${tenant.issuer}</code>.` })}
    ${renderProblem(problem)} ${asItIsNow(problem, factsOf(tenant))}
    ${
      may(visit, 'hub.policy.write')
        ? form({
            action: own,
            csrf: visit.csrf,
            hidden,
            submit: 'Save',
            body: tenantFields(fields, problem),
          })
        : html`<div class="card">${factsOf(tenant)}</div>`
    }`,
  })
}
