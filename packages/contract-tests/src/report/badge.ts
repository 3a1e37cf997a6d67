import { countVerdicts, headlineOf } from './counts.ts'
import type { RunReport } from './run-report.ts'
import { element } from './xml.ts'

const label = 'OAuth contract'
const height = 20
const padding = 7
/** White text reaches 4.5:1 on each. WCAG 2.2 §1.4.3 */
const grounds = { label: '#3f4645', good: '#16714f', bad: '#b3261e', none: '#6b6b6b' } as const

/** A badge for a README: `OAuth contract | 214 passed`. */
export function renderBadge(report: Pick<RunReport, 'results'>): string {
  const headline = headlineOf(report)
  const { fail, pass } = countVerdicts(report.results)
  const ground = fail > 0 ? grounds.bad : pass > 0 ? grounds.good : grounds.none
  const left = widthOf(label)
  const right = widthOf(headline)
  const name = `${label}: ${headline}`
  const text = { y: 14, 'text-anchor': 'middle', fill: '#fff', 'font-size': 11, 'font-family': fonts }
  return `${element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: left + right, height, role: 'img', 'aria-label': name },
    [
      element('title', {}, name),
      element('clipPath', { id: 'r' }, [element('rect', { width: left + right, height, rx: 3 })]),
      element('g', { 'clip-path': 'url(#r)' }, [
        element('rect', { width: left, height, fill: grounds.label }),
        element('rect', { x: left, width: right, height, fill: ground }),
      ]),
      element('text', { ...text, x: left / 2, textLength: left - 2 * padding }, label),
      element('text', { ...text, x: left + right / 2, textLength: right - 2 * padding }, headline),
    ],
  )}\n`
}

const fonts = 'Verdana, DejaVu Sans, Geneva, sans-serif'

/** Of the text in 11 pixels of Verdana, with the padding; `textLength` makes up for other fonts. */
function widthOf(text: string): number {
  const advances = Array.from(text, (character) => {
    if (/[0-9]/.test(character)) return 7
    if (/[ilj.,:|]/.test(character)) return 3.4
    if (/[ tfr]/.test(character)) return 4.2
    return /[A-ZmwM]/.test(character) ? 8.4 : 6.7
  })
  return Math.round(advances.reduce((sum, advance) => sum + advance, 0)) + 2 * padding
}
