import { html } from 'ghtml'
import type { Grant } from '@identity-hub/web-app'
import type { TimelineEntry } from '../database/timeline.ts'
import type { Presence } from '../hub/hub-presence.ts'
import { accessNotice, endSentence } from './access-notice.ts'
import { every, formatDay, timeMarkup } from './format-time.ts'
import { layout } from './layout.ts'

export function timelinePage(page: {
  /** The grant of this browser. */
  readonly grant: Grant
  readonly entries: readonly TimelineEntry[]
  readonly hasOlder: boolean
  readonly isNewest: boolean
  readonly presence: Presence
  readonly jobSeconds: number
}): string {
  const { grant, entries, hasOlder, isNewest, presence, jobSeconds } = page
  const days = Map.groupBy(entries, ({ at }) => formatDay(at))
  const oldest = entries.at(-1)
  return layout({
    title: 'Timeline',
    place: 'timeline',
    body: html`!${accessNotice(grant, presence, jobSeconds)}
      <h1>What happened while you were away</h1>
      <p class="lead">
        !${grant.end ? html`The calls have stopped.` : html`One call ${every(jobSeconds)}.`} Newest first, times in UTC.
      </p>
      !${[...days].map(([day, ofDay]) => dayMarkup(day, ofDay, grant.id))}
      !${entries.length === 0 ? html`<p class="card">Nothing yet. Look again in a moment.</p>` : ''}
      <p class="actions">
        <a class="button quiet" href="/timeline">${isNewest ? 'Look again' : 'Newest'}</a>
        !${hasOlder && oldest ? html`<a class="button quiet" href="/timeline?before=${oldest.id}">Older</a>` : ''}
      </p>`,
  })
}

function dayMarkup(day: string, entries: readonly TimelineEntry[], ownGrantId: string): string {
  return html`<section class="card" aria-label="${day}">
    <h2>${day}</h2>
    <ol class="entries" reversed>
      !${entries.map((entry) => entryMarkup(entry, entry.grantId !== ownGrantId))}
    </ol>
  </section>`
}

function entryMarkup(entry: TimelineEntry, isOtherSignIn: boolean): string {
  const { kind, what, status, why, code } = describe(entry)
  const notes = [why, code, isOtherSignIn && 'another sign-in of yours'].filter((text) => typeof text === 'string')
  return html`<li class="${kind}">
    <span class="what"
      >${what}!${status ? html` <span class="tag ${kind === 'refused' ? 'warn' : ''}">${status}</span>` : ''}</span
    >
    !${timeMarkup(entry.at)} !${notes.length > 0 ? html`<span class="why">${notes.join(' · ')}</span>` : ''}
  </li>`
}

interface Description {
  /** The class of its dot. */
  readonly kind: string
  readonly what: string
  readonly status?: number
  readonly why?: string
  readonly code?: string | undefined
}

function describe(entry: TimelineEntry): Description {
  const { event: kind } = entry
  if (kind === 'called') {
    const { status, reason: code } = entry
    if (status === 200) return { kind, what: 'Called the API', status }
    return { kind: 'refused', what: 'The API refused the call', status, code }
  }
  if (kind === 'failed') return { kind, what: 'The call failed', why: 'The access is kept', code: entry.reason }
  if (kind === 'stopped') return { kind, what: 'Stopped', why: endSentence(entry.reason), code: entry.reason }
  return { kind, ...plainEvents[kind] }
}

const plainEvents = {
  'signed-in': { what: 'You signed in', why: 'The access began' },
  refreshed: { what: 'Refreshed the access', why: 'New tokens were saved' },
  'hub-away': { what: 'The hub was away', why: 'The access is kept' },
} as const
