import { createHash } from 'node:crypto'
import { headlineOf } from '../counts.ts'
import { groupResults } from '../groups.ts'
import type { RunReport } from '../run-report.ts'
import { filterBar, filterRules } from './filters.ts'
import { groupSection } from './group-section.ts'
import { html, ownMarkup, type Markup } from './markup.ts'
import { masthead } from './masthead.ts'
import { attention, groupTable, remarks } from './overview.ts'
import { script } from './script.ts'
import { stylesheet } from './stylesheet.ts'
import { verdictSymbols } from './verdicts.ts'

/** The report as one HTML file that needs nothing else, and works without script. */
export function renderHtml(report: RunReport): string {
  const groups = groupResults(report.results)
  const style = `${stylesheet}\n${filterRules(groups.length)}\n`
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy(style)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>${headlineOf(report)} · OAuth contract of ${report.issuer}</title>
        <link rel="icon" href="${icon}" />
        ${inline('style', style)}
      </head>
      <body>
        <a class="skip" href="#results">Skip to all tests</a>
        ${verdictSymbols()} ${masthead(report)}
        <main>
          ${attention(report.results)} ${groupTable(groups, report.results)}
          <section class="results" aria-labelledby="results">
            <h2 id="results">All tests</h2>
            ${filterBar(report.results, groups)}
            <p id="nothing" class="none" hidden>No test matches.</p>
            ${groups.map(groupSection)}
          </section>
          ${remarks(report)}
        </main>
        <footer>
          <p>
            Every code, token, secret, password, verifier and cookie value was masked before it was written down. The
            same seed draws the same values again.
          </p>
        </footer>
        ${inline('script', script)}
      </body>
    </html> `.toString()
}

/** Text that the policy names by its hash may have nothing around it, not even a line break. */
function inline(name: 'style' | 'script', text: string): Markup {
  return ownMarkup(`<${name}>${text}</${name}>`)
}

/** Only what is inside the file, by its hash; whatever slips in from an answer can neither run nor load. */
function policy(style: string): string {
  return [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#14524a"/><path d="m4.5 8.3 2.4 2.4 4.6-5" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>',
)}`
