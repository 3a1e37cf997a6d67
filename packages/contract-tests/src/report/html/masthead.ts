import { countVerdicts } from '../counts.ts'
import { durationText } from '../durations.ts'
import type { RunReport } from '../run-report.ts'
import { html, type Markup } from './markup.ts'
import { verdictBar } from './verdict-bar.ts'
import { verdictIcon, verdictNames, verdicts } from './verdicts.ts'

/** What was tested, how it went, and with what. */
export function masthead(report: RunReport): Markup {
  const counts = countVerdicts(report.results)
  const tally = verdicts
    .filter((verdict) => verdict === 'fail' || verdict === 'pass' || counts[verdict] > 0)
    .map(
      (verdict) =>
        html`<div class="${counts[verdict] === 0 ? 'zero' : `is-${verdict}`}">
          <dt>${verdictIcon(verdict)} ${verdictNames[verdict]}</dt>
          <dd>${counts[verdict]}</dd>
        </div>`,
    )
  return html`<header class="masthead">
    <p class="kind">OAuth contract report</p>
    <h1>${headline(report)}</h1>
    <p class="issuer">${report.issuer}</p>
    ${verdictBar(counts)}
    <dl class="tally">${tally}</dl>
    ${facts(report)}
  </header>`
}

function headline({ results }: RunReport): string {
  const { fail, warn, pass, skipped } = countVerdicts(results)
  if (fail > 0) return `${fail} ${fail === 1 ? 'test' : 'tests'} failed`
  if (pass === 0) return 'Nothing was tested'
  // Who ran a part knows about a part.
  if (skipped > 0 && warn === 0) return `${pass} passed, ${skipped} left out`
  return warn > 0 ? `Nothing failed, ${warn} ${warn === 1 ? 'warning' : 'warnings'}` : 'The contract is kept'
}

function facts({ startedAt, durationMilliseconds, kit, document, seed }: RunReport): Markup {
  const begun = new Date(startedAt).toISOString()
  return html`<dl class="facts">
    ${fact('Run', html`<time datetime="${begun}">${begun.slice(0, 10)}, ${begun.slice(11, 16)} UTC</time>`)}
    ${fact('Took', html`${durationText(durationMilliseconds)}`)}
    ${fact('Document', html`${document.title} ${document.version}`)} ${fact('Kit', html`${kit.name} ${kit.version}`)}
    ${fact('Seed', html`<code>${seed}</code>`)}
  </dl>`
}

function fact(name: string, value: Markup): Markup {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`
}
