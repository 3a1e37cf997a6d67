import { countVerdicts } from '../counts.ts'
import type { ResultGroup } from '../groups.ts'
import { linksOf } from '../source-links.ts'
import { html, type Markup } from './markup.ts'
import { testEntry } from './test-entry.ts'
import { verdictIcon, verdictNames, verdicts } from './verdicts.ts'

/** The id by which filters and the overview name the group at this place. */
export const groupId = (index: number): string => `group-${index + 1}`

export function groupSection({ name, results }: ResultGroup, index: number): Markup {
  const id = groupId(index)
  return html`<section class="group" id="${id}" aria-labelledby="${id}-name">
    <header>
      <h3 id="${id}-name">${name}</h3>
      ${tally({ name, results })} ${links(name)}
    </header>
    <ol class="tests">
      ${results.map(testEntry)}
    </ol>
  </section>`
}

function tally({ results }: ResultGroup): Markup {
  const counts = countVerdicts(results)
  const items = verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map(
      (verdict) =>
        html`<li>${verdictIcon(verdict)} ${counts[verdict]}<span class="unseen"> ${verdictNames[verdict]}</span></li>`,
    )
  return html`<ul class="group-tally">
    ${items}
  </ul>`
}

/** The standards that the group is named after. */
function links(name: string): readonly Markup[] {
  const documents = name.match(/(?:RFC \d+|OAuth 2\.1)(?: §[\d.]*\d)?/g) ?? []
  return documents
    .flatMap(linksOf)
    .map(({ text, url }) =>
      url === null ? html`` : html`<a class="standard" href="${url}" rel="noreferrer">${text}</a>`,
    )
}
