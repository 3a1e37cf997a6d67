import { operations } from '../operations/operations.ts'
import type { Results } from '../run/results.ts'
import { formatNumber } from './format.ts'
import { contestantTitle } from './tables.ts'

const WIDTH = 860
const LABEL_WIDTH = 300
const VALUE_WIDTH = 150
const BAR_HEIGHT = 16
const ROW_HEIGHT = 22
const TITLE_HEIGHT = 34
const GAP = 14

interface Bar {
  readonly label: string
  readonly kind: 'hub' | 'peer' | 'limit'
  readonly median: number
  readonly min: number
  readonly max: number
}

/** Bars of operations per second, a group for each operation, with a thin line from the slowest round to the fastest. */
export function toSvg(results: Results): string {
  const groups = operations
    .map(({ name, title }) => ({ title, bars: barsOf(results, name) }))
    .filter(({ bars }) => bars.length > 0)
  let y = GAP
  const drawn = groups.map(({ title, bars }) => {
    const group = drawGroup(title, bars, y)
    y += TITLE_HEIGHT + bars.length * ROW_HEIGHT + GAP
    return group
  })
  const text = `Operations per second: ${groups.map(({ title }) => title).join(', ')}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-label="${escape(text)}">`,
    STYLE,
    `<rect class="ground" width="${WIDTH}" height="${y}"/>`,
    ...drawn,
    '</svg>\n',
  ].join('\n')
}

const STYLE = `<style>
text { font: 13px system-ui, sans-serif; fill: #1b1f24 } .title { font-weight: 600; font-size: 15px }
.ground { fill: #ffffff } .hub { fill: #2457c5 } .peer { fill: #9aa4b2 } .limit { fill: #d9dee5 }
.range { stroke: #1b1f24; stroke-width: 1.5 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6e9ee } .ground { fill: #14171c } .hub { fill: #6f9bff } .peer { fill: #6b7482 } .limit { fill: #3a414c }
  .range { stroke: #e6e9ee }
}
</style>`

function barsOf(results: Results, operation: string): readonly Bar[] {
  return results.figures.flatMap((figure) =>
    figure.operation === operation && figure.result.ok
      ? [
          {
            label: contestantTitle(figure.contestant),
            kind: kindOf(figure.contestant),
            ...figure.result.figures.operationsPerSecond,
          },
        ]
      : [],
  )
}

const kindOf = (contestant: string): Bar['kind'] =>
  contestant.startsWith('hub-') ? 'hub' : contestant === 'koa' ? 'limit' : 'peer'

function drawGroup(title: string, bars: readonly Bar[], y: number): string {
  const longest = Math.max(...bars.map(({ max }) => max))
  const scale = (value: number): number => Math.round((value / longest) * (WIDTH - LABEL_WIDTH - VALUE_WIDTH) * 10) / 10
  const rows = bars.map(({ label, kind, median, min, max }, index) => {
    const top = y + TITLE_HEIGHT + index * ROW_HEIGHT
    const middle = top + BAR_HEIGHT / 2
    return [
      `<text x="${LABEL_WIDTH - 10}" y="${top + 13}" text-anchor="end">${escape(label)}</text>`,
      `<rect class="${kind}" x="${LABEL_WIDTH}" y="${top}" width="${scale(median)}" height="${BAR_HEIGHT}" rx="2"/>`,
      `<line class="range" x1="${LABEL_WIDTH + scale(min)}" x2="${LABEL_WIDTH + scale(max)}" y1="${middle}" y2="${middle}"/>`,
      `<text x="${LABEL_WIDTH + scale(max) + 8}" y="${top + 13}">${formatNumber(median)}/s</text>`,
    ].join('\n')
  })
  return [`<text class="title" x="14" y="${y + 20}">${escape(title)}</text>`, ...rows].join('\n')
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
