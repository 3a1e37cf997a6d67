import { html, type Markup } from '@identity-hub/markup'
import { scaleBand, scaleLinear } from 'd3-scale'

/** One bar of the chart, from the bottom upwards. */
export interface Bar {
  /** ISO 8601. */
  readonly at: string
  readonly values: readonly number[]
}

export interface BarChart {
  /** What it shows, for who cannot see it; the numbers are in a table. */
  readonly label: string
  readonly bars: readonly Bar[]
  /** A style class for each of a bar's values: colour, and a pattern for who cannot tell colours apart. */
  readonly kinds: readonly ('good' | 'bad')[]
  readonly labelOf: (at: string) => string
}

// About as many pixels as it has on a phone, so that the writing keeps its size.
const WIDTH = 320
const HEIGHT = 150
const LEFT = 34
const BOTTOM = 22
const TOP = 8
const TICKS = 3
const LABELS = 4

/** Stacked bars over time as SVG, drawn on the server. */
export function barChart({ label, bars, kinds, labelOf }: BarChart): Markup {
  const most = Math.max(1, ...bars.map(({ values }) => sum(values)))
  const y = scaleLinear([0, most], [HEIGHT - BOTTOM, TOP]).nice(TICKS)
  const x = scaleBand(
    bars.map(({ at }) => at),
    [LEFT, WIDTH],
  ).padding(0.2)
  const width = x.bandwidth()
  const every = Math.ceil(bars.length / LABELS)
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
    ${y
      .ticks(TICKS)
      .filter(Number.isInteger)
      .map(
        (tick) =>
          html`<line class="rule" x1="${LEFT}" x2="${WIDTH}" y1="${round(y(tick))}" y2="${round(y(tick))}" /><text
              x="${LEFT - 6}"
              y="${round(y(tick) + 4)}"
              text-anchor="end"
              >${short(tick)}</text
            >`,
      )}
    ${bars.map(({ at, values }, index) => {
      const left = x(at) ?? LEFT
      return html`${stack(values).map(([from, to], part) => drawPart(kinds[part], { left, width, from: y(from), to: y(to) }))}
      ${
        index % every === 0 &&
        html`<text x="${round(left + width / 2)}" y="${HEIGHT - 6}" text-anchor="middle">${labelOf(at)}</text>`
      }`
    })}
  </svg>`
}

function drawPart(
  kind = 'good',
  {
    left,
    width,
    from,
    to,
  }: { readonly left: number; readonly width: number; readonly from: number; readonly to: number },
): Markup {
  if (from <= to) return html``
  return html`<rect
    class="${kind}"
    x="${round(left)}"
    y="${round(to)}"
    width="${round(width)}"
    height="${round(from - to)}"
  />`
}

/** Where each value begins and ends when it stands on those before it. */
function stack(values: readonly number[]): readonly (readonly [from: number, to: number])[] {
  let height = 0
  return values.map((value) => [height, (height += value)] as const)
}

export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const short = (value: number): string => compact.format(value)
const round = (value: number): number => Math.round(value * 10) / 10
