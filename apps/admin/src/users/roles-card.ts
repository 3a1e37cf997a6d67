import type { UserWithRoles } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { selectField } from '../pages/parts/form.ts'
import { may } from '../pages/sections.ts'
import { pageOf } from './addresses.ts'

/** Whoever gives roles of the hub itself may make an administrator. */
export const mayGive = (visit: Visit, role: string): boolean =>
  may(visit, 'hub.policy.write') && (!role.startsWith('hub.') || may(visit, 'hub.administrators.write'))

/** What somebody is, with a way to take each role and to give another. */
export function rolesCard(visit: Visit, user: UserWithRoles, givable: readonly string[]): Markup {
  const own = `${pageOf(visit, user.id)}/roles`
  return html`<div class="card">
    <h2>Roles</h2>
    ${
      user.roles.length === 0
        ? html`<p class="hint">None. Scopes and apps can require roles of who uses them.</p>`
        : html`<ul class="actions">
            ${user.roles.map(
              (role) =>
                html`<li>
                  <code>${role}</code>
                  ${
                    mayGive(visit, role) &&
                    html`<a class="button small" href="${own}/${encodeURIComponent(role)}/take"
                      >Take …<span class="unseen"> the role ${role} away</span></a
                    >`
                  }
                </li>`,
            )}
          </ul>`
    }
    ${
      givable.length > 0 &&
      html`<form class="filters" method="post" action="${own}">
        <input type="hidden" name="csrf" value="${visit.csrf}" />
        ${selectField({ name: 'role', label: 'Another role', options: givable.map((role) => ({ value: role, label: role })) })}
        <button type="submit">Give</button>
      </form>`
    }
    ${may(visit, 'hub.policy.write') && givable.length === 0 && html`<p class="hint">There is no other role to give; <a href="/tenants/${visit.tenant}/new-role">make one</a>.</p>`}
  </div>`
}
