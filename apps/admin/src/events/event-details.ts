import type { Event } from '@identity-hub/api-types/management'
import { html, type Markup, type Value } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { pageOf as pageOfGrant } from '../grants/addresses.ts'
import { facts } from '../pages/parts/facts.ts'
import { may } from '../pages/sections.ts'

/** Everything that is known of an event, with what it changed as it was and as it is. */
export function eventDetails(visit: Visit, event: Event): Markup {
  const { before, after, ...data } = event.data
  const { before: personalBefore, after: personalAfter, ...personal } = event.personal ?? {}
  const changes = [...changesIn(before, after), ...changesIn(personalBefore, personalAfter)]
  const entries: (readonly [string, Value])[] = [['Type', html`<code>${event.type}</code>`]]
  if (event.reason !== null) entries.push(['Reason', html`<code>${event.reason}</code>`])
  if (event.actor !== null) entries.push(['Actor', html`<code>${event.actor}</code>`])
  if (event.address !== null) entries.push(['Address', event.address])
  if (event.client_id !== null) entries.push(['Client id', html`<code>${event.client_id}</code>`])
  if (event.grant_id !== null) entries.push(['Grant', grantLink(visit, event.grant_id)])
  for (const [name, value] of Object.entries({ ...data, ...personal })) entries.push([name, valueOf(value)])
  for (const { name, was, is } of changes) entries.push([name, html`<del>${was}</del> <ins>${is}</ins>`])
  entries.push(['Request', html`<code>${event.request_id}</code>`])
  return facts(entries)
}

const grantLink = (visit: Visit, id: string): Markup =>
  may(visit, 'hub.users.read')
    ? html`<a href="${pageOfGrant(visit, id)}"><code>${id}</code></a>`
    : html`<code>${id}</code>`

interface ChangedMember {
  readonly name: string
  readonly was: string
  readonly is: string
}

function changesIn(before: unknown, after: unknown): readonly ChangedMember[] {
  const [was, is] = [membersOf(before), membersOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])].map((name) => ({
    name,
    was: valueOf(was.get(name)),
    is: valueOf(is.get(name)),
  }))
}

const membersOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])

/** As people read it: lists with commas, nothing as "none". */
function valueOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'none'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueOf).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
