import type { Statistics } from '@identity-hub/api-types/management'
import { html, type Markup } from '@identity-hub/markup'
import { table } from '../pages/parts/table.ts'
import { barChart, sum } from './bar-chart.ts'

type Member = Exclude<keyof Statistics['counts'][number], 'at'>

interface Chart {
  readonly title: string
  /** What the large figure counts. */
  readonly figure: Member
  /** What a bar consists of, from the bottom upwards. */
  readonly members: readonly Member[]
  readonly kinds: readonly ('good' | 'bad')[]
  /** What stands below the figure. */
  readonly note: (totals: Readonly<Record<Member, number>>) => string
}

const number = new Intl.NumberFormat('en')

const CHARTS: readonly Chart[] = [
  {
    title: 'Sign-ins',
    figure: 'sign_ins',
    members: ['sign_ins', 'sign_ins_refused'],
    kinds: ['good', 'bad'],
    note: ({ sign_ins_refused: refused }) => `and ${number.format(refused)} refused, outlined`,
  },
  { title: 'Tokens', figure: 'tokens', members: ['tokens'], kinds: ['good'], note: () => 'issued or refreshed' },
  {
    title: 'Other refusals',
    figure: 'refusals',
    members: ['refusals'],
    kinds: ['bad'],
    note: () => 'of apps, tokens and administrators',
  },
]

const HEADINGS: readonly (readonly [Member, string])[] = [
  ['sign_ins', 'Sign-ins'],
  ['sign_ins_refused', 'Sign-ins refused'],
  ['tokens', 'Tokens'],
  ['refusals', 'Other refusals'],
]

/** What was counted, drawn and as a table. */
export function charts({ counts, interval }: Statistics, rangeTitle: string): Markup {
  const totals: Record<Member, number> = { sign_ins: 0, sign_ins_refused: 0, tokens: 0, refusals: 0 }
  for (const [member] of HEADINGS) totals[member] = sum(counts.map((count) => count[member]))
  const labelOf = interval === 'hour' ? hourOf : dayOf
  return html`<div class="cards">
      ${CHARTS.map(({ title, figure, members, kinds, note }) => {
        const total = number.format(totals[figure])
        return html`<section class="card">
          <h2>${title}</h2>
          <p><span class="figure">${total}</span> <span class="hint">${note(totals)}</span></p>
          ${barChart({
            label: `${title} in the last ${rangeTitle}: ${total} ${note(totals)}. The numbers are in the table below.`,
            bars: counts.map((count) => ({ at: count.at, values: members.map((member) => count[member]) })),
            kinds,
            labelOf,
          })}
        </section>`
      })}
    </div>
    <details class="card">
      <summary>The numbers as a table</summary>
      ${table({
        caption: `Sign-ins, tokens and refusals in the last ${rangeTitle}`,
        headings: [interval === 'hour' ? 'Hour (UTC)' : 'Day (UTC)', ...HEADINGS.map(([, heading]) => heading)],
        rows: counts
          .toReversed()
          .map((count) => [
            html`<time datetime="${count.at}"
              >${interval === 'hour' ? `${dayOf(count.at)}, ${hourOf(count.at)}` : dayOf(count.at)}</time
            >`,
            ...HEADINGS.map(([member]) => number.format(count[member])),
          ]),
      })}
    </details>`
}

const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const hourOf = (at: string): string => hour.format(new Date(at))
const dayOf = (at: string): string => day.format(new Date(at))
