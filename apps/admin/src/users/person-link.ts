import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { breakable } from '../pages/parts/breakable.ts'
import { may } from '../pages/sections.ts'
import { pageOf } from './addresses.ts'
import type { Names } from './names.ts'

/** A person by name, leading to their page; by id where the name is not known. */
export function personLink(visit: Visit, names: Names, id: string): Markup {
  const name = names.get(id)
  const label = name === undefined || name === id ? html`<code>${id}</code>` : breakable(name)
  return may(visit, 'hub.users.read') ? html`<a href="${pageOf(visit, id)}">${label}</a>` : label
}
