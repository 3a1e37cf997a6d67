import type { Event } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { badge, time } from '../pages/parts/facts.ts'
import { table } from '../pages/parts/table.ts'
import { requestOf } from './addresses.ts'
import { eventDetails } from './event-details.ts'
import { eventSentence, type EventNames } from './event-sentence.ts'

/** What happened, a row each; what is known besides opens below the sentence. */
export function eventTable(
  visit: Visit,
  events: readonly Event[],
  names: EventNames,
  /** Left out on the page of one request. */
  { withRequests = true }: { readonly withRequests?: boolean } = {},
): Markup {
  return table({
    caption: 'Events, the newest first',
    headings: ['When', 'What happened', 'Outcome', ...(withRequests ? ['Request'] : [])],
    rows: events.map((event) => [
      time(event.at),
      html`${eventSentence(visit, event, names)}
        <details class="more">
          <summary>Details<span class="unseen"> of what happened at ${event.at}</span></summary>
          ${eventDetails(visit, event)}
        </details>`,
      event.outcome === 'success' ? badge('done', 'good') : badge('refused', 'bad'),
      ...(withRequests
        ? [
            html`<a href="${requestOf(visit, event.request_id)}"
              >${event.outcome === 'refused' ? 'Why?' : 'Look'}<span class="unseen">
                at the request of ${event.at}</span
              ></a
            >`,
          ]
        : []),
    ]),
  })
}
