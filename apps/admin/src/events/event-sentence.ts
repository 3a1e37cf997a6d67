import type { Event } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { appLink } from '../grants/app-link.ts'
import { appNames } from '../grants/app-names.ts'
import { pageOf as pageOfUser } from '../users/addresses.ts'
import { namesOf, type Names } from '../users/names.ts'
import { personLink } from '../users/person-link.ts'
import { PHRASES } from './phrases.ts'

/** What those are called who stand in events. */
export interface EventNames {
  readonly users: Names
  readonly apps: Names
}

/** @param apps where they are known already @param others users who are named elsewhere */
export async function eventNames(
  visit: Visit,
  events: readonly Event[],
  { apps, others = [] }: { readonly apps?: Names; readonly others?: readonly string[] } = {},
): Promise<EventNames> {
  const ids = [...others, ...events.flatMap(({ actor, user_id: userId }) => [actor, userId])]
  const [users, named] = await Promise.all([namesOf(visit, ids), apps ?? appNames(visit)])
  return { users, apps: named }
}

/** What happened, in a sentence with links: "Ada was blocked by Grace". */
export function eventSentence(visit: Visit, event: Event, names: EventNames): Markup {
  const { type, actor: actorId, user_id: userId, data } = event
  const actor = actorOf(visit, actorId, names)
  const phrase = PHRASES[type]
  if (phrase === undefined) return html`<code>${type}</code> by ${actor}`
  const subject = userId === null ? html`somebody unknown` : personLink(visit, names.users, userId)
  const by = actorId === null || actorId === userId ? html`` : html`by ${actor}`
  return html`${phrase.tell({ actor, subject, by, app: appOf(visit, event, names), data })}`
}

export function actorOf(visit: Visit, actor: string | null, { users, apps }: EventNames): Markup {
  if (actor === null) return html`somebody unknown`
  if (actor === 'cli') return html`the command line`
  const [, kind, id = ''] = /^(hub|client):(.+)$/s.exec(actor) ?? []
  if (kind === 'client') return html`the app ${appLink(visit, id, apps.get(id))}`
  if (kind !== 'hub') return personLink(visit, users, actor)
  const name = users.get(actor) ?? 'an administrator of the hub'
  return visit.home === 'hub' ? html`<a href="${pageOfUser({ tenant: 'hub' }, id)}">${name}</a>` : html`${name}`
}

function appOf(visit: Visit, { client_id: clientId, data, actor }: Event, { apps }: EventNames): Markup {
  const told = typeof data['clientId'] === 'string' ? data['clientId'] : undefined
  const id = clientId ?? told ?? /^client:(.+)$/s.exec(actor ?? '')?.[1]
  if (id === undefined) return html`an app`
  // What only a request said may name no app at all.
  return clientId === null ? html`<code>${id}</code>` : appLink(visit, clientId, apps.get(clientId))
}
