import { howToFix } from '../advice.ts'
import { durationText } from '../durations.ts'
import { commandToRun } from '../run-alone.ts'
import type { RequirementSummary, TestResult } from '../run-report.ts'
import { mainRequirement } from '../severity.ts'
import { exchangeCard } from './exchange.ts'
import { linkToTest } from './link-to-test.ts'
import { html, type Markup } from './markup.ts'
import { sourceList } from './source-list.ts'
import { verdictIcon, verdictNames } from './verdicts.ts'

/** One test: a line that opens into everything that is known about it. */
export function testEntry(result: TestResult): Markup {
  const { id, verdict, sentence, policy } = result
  const { id: requirement, level, severity } = mainRequirement(result)
  return html`<li class="test is-${verdict}" id="${id}" data-level="${level}" data-severity="${severity}">
    <details>
      <summary>
        <span class="verdict">${verdictIcon(verdict)} <span>${verdictNames[verdict]}</span></span>
        <code class="requirement">${requirement}</code>
        <span class="sentence">${sentence}</span>
        <span class="tags">
          ${policy && html`<span class="tag">own</span>`} <span class="tag">${level}</span>
          <span class="tag is-${severity}">${severity}</span>
        </span>
        <span class="took">${took(result)}</span>
      </summary>
      <div class="known">
        ${whatWasSeen(result)} ${advice(result)} ${result.requirements.map(requirementText)}
        <div class="alone">
          <h4>Run it alone</h4>
          <code class="command">${commandToRun(result)}</code>
          <a class="permalink" href="${linkToTest(result)}">Link to this test</a>
        </div>
        ${exchanges(result)}
      </div>
    </details>
  </li>`
}

function took({ durationMilliseconds }: TestResult): string {
  return durationMilliseconds === 0 ? '' : durationText(durationMilliseconds)
}

function whatWasSeen({ verdict, message }: TestResult): Markup | null {
  if (message === null) return null
  const title = verdict === 'fail' || verdict === 'warn' ? 'What was seen' : 'Why'
  return html`<div class="seen is-${verdict}">
    <h4>${title}</h4>
    <p>${message}</p>
  </div>`
}

function advice(result: TestResult): Markup | null {
  if (result.verdict !== 'fail' && result.verdict !== 'warn') return null
  const text = howToFix(mainRequirement(result).id)
  if (text === undefined) return null
  return html`<div class="advice">
    <h4>How to fix it</h4>
    <p>${text}</p>
  </div>`
}

function requirementText({ id, level, severity, sources, statement }: RequirementSummary): Markup {
  return html`<div class="statement">
    <h4>Requirement ${id} <span class="weight">${level}, ${severity}</span></h4>
    <p>${statement}</p>
    ${sourceList(sources)}
  </div>`
}

function exchanges({ exchanges: shown, omittedExchanges }: TestResult): Markup | null {
  if (shown.length === 0) return null
  const before = omittedExchanges > 0 && html`<p class="none">${omittedExchanges} earlier ones are not kept.</p>`
  return html`<div class="exchanges">
    <h4>${shown.length === 1 ? 'The last exchange' : `The last ${shown.length} exchanges`}</h4>
    ${before} ${shown.map(exchangeCard)}
  </div>`
}
