import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { breakable } from '../pages/parts/breakable.ts'
import { may } from '../pages/sections.ts'

/** An app by name, leading to its page for whoever may see apps. */
export const appLink = (visit: Visit, clientId: string, name = clientId): Markup =>
  may(visit, 'hub.clients.read')
    ? html`<a href="/tenants/${visit.tenant}/apps/${encodeURIComponent(clientId)}">${breakable(name)}</a>`
    : breakable(name)
