import type { Event, Statistics } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import { listOf as listOfEvents, requestOf } from '../events/addresses.ts'
import { eventSentence, type EventNames } from '../events/event-sentence.ts'
import type { Visit } from '../http/visit.ts'
import { layout } from '../pages/layout.ts'
import { time } from '../pages/parts/facts.ts'
import { pageHead } from '../pages/parts/page-head.ts'
import { tabs } from '../pages/parts/tabs.ts'
import { SECTIONS } from '../pages/sections.ts'
import { charts } from './charts.ts'
import { firstSteps, type Progress } from './first-steps.ts'
import { RANGES, type Range } from './ranges.ts'

export interface Dashboard {
  readonly range: Range
  readonly statistics: Statistics
  /** The newest ones. */
  readonly refusals: readonly Event[]
  readonly names: EventNames
  /** Undefined: there is nothing to teach. */
  readonly progress: Progress | undefined
}

export function dashboardPage(visit: Visit, { range, statistics, refusals, names, progress }: Dashboard): Markup {
  const own = `/tenants/${visit.tenant}`
  return layout(visit, {
    title: 'Overview',
    section: SECTIONS.dashboard,
    body: html`${pageHead({ title: 'Overview', lead: html`What happened in <strong>${visit.tenant}</strong>.` })}
      ${progress && firstSteps(visit, progress)}
      ${tabs(
        'How far back',
        RANGES.map(({ name, title }) => ({ title, href: `${own}?range=${name}` })),
        range.title,
      )}
      ${charts(statistics, range.title)}
      <p class="hint">${countedUntil(statistics)} Hours and days are those of UTC.</p>
      <section class="card">
        <h2>Newest refusals</h2>
        ${
          refusals.length === 0
            ? html`<p class="hint">Nothing was refused yet. When something is, you read here what, and why.</p>`
            : html`<ul class="actions">
                ${refusals.map(
                  (event) =>
                    html`<li>
                      <div>
                        <p>${eventSentence(visit, event, names)}</p>
                        <p class="hint">${time(event.at)} · <code>${event.reason ?? 'unknown'}</code></p>
                      </div>
                      <a class="button small" href="${requestOf(visit, event.request_id)}"
                        >Why?<span class="unseen"> The refusal of ${event.at}</span></a
                      >
                    </li>`,
                )}
              </ul>`
        }
        <p><a href="${listOfEvents(visit)}">All events</a></p>
      </section>`,
  })
}

function countedUntil({ counted_until: until, counts }: Statistics): Markup {
  const [first] = counts
  return first !== undefined && until < first.at
    ? html`Nothing was counted yet; where much happens, the hub does so once a minute.`
    : html`Counted until ${time(until)}.`
}
