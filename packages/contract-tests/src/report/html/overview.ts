import { countVerdicts } from '../counts.ts'
import { durationText, slowest } from '../durations.ts'
import type { ResultGroup } from '../groups.ts'
import type { RunReport, TestResult, Verdict } from '../run-report.ts'
import { bySeverity, mainRequirement } from '../severity.ts'
import { reasonsFor } from '../verdict-reasons.ts'
import { groupId } from './group-section.ts'
import { linkToTest } from './link-to-test.ts'
import { html, type Markup } from './markup.ts'
import { verdictBar } from './verdict-bar.ts'
import { verdictIcon, verdictNames, verdicts } from './verdicts.ts'

const mostShown = 12

/** What failed and what warns, the most severe first, each with a link to all that is known. */
export function attention(results: readonly TestResult[]): Markup | null {
  const concerned = (['fail', 'warn'] as const).flatMap((verdict) =>
    bySeverity(results.filter((result) => result.verdict === verdict)),
  )
  if (concerned.length === 0) return null
  const more = concerned.length - mostShown
  return html`<section class="attention" aria-labelledby="attention">
    <h2 id="attention">What to look at first</h2>
    <ol>
      ${concerned.slice(0, mostShown).map(concern)}
    </ol>
    ${more > 0 && html`<p class="none">And ${more} more among <a href="#results">all tests</a>.</p>`}
  </section>`
}

function concern(result: TestResult): Markup {
  const { id, severity, level } = mainRequirement(result)
  return html`<li class="is-${result.verdict}">
    ${verdictIcon(result.verdict)}
    <div>
      <p class="concern">
        <a href="${linkToTest(result)}">${result.sentence}</a>
      </p>
      <p class="weight"><code>${id}</code> · ${level} · ${severity}</p>
      ${result.message !== null && html`<p class="message-line">${result.message}</p>`}
    </div>
  </li>`
}

/** Verdicts by group. */
export function groupTable(groups: readonly ResultGroup[], results: readonly TestResult[]): Markup {
  const counts = countVerdicts(results)
  const columns = verdicts.filter((verdict) => counts[verdict] > 0)
  return html`<section aria-labelledby="groups">
    <h2 id="groups">By group</h2>
    <table class="groups">
      <thead>
        <tr>
          <th scope="col">Group</th>
          <th scope="col" class="bar-cell"><span class="unseen">Share</span></th>
          ${columns.map(
            (verdict) =>
              html`<th scope="col" class="number">
                ${verdictIcon(verdict)}<span class="name">${verdictNames[verdict]}</span>
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${groups.map((group, index) => groupRow(group, index, columns))}
      </tbody>
    </table>
  </section>`
}

function groupRow({ name, results }: ResultGroup, index: number, columns: readonly Verdict[]): Markup {
  const counts = countVerdicts(results)
  return html`<tr>
    <th scope="row"><a href="#${groupId(index)}">${name}</a></th>
    <td class="bar-cell">${verdictBar(counts)}</td>
    ${columns.map(
      (verdict) =>
        html`<td class="number is-${verdict}">
          ${counts[verdict] === 0 ? html`<span class="unseen">0</span>` : counts[verdict]}
        </td>`,
    )}
  </tr>`
}

/** What a reader wants to know after the verdicts: what could not be asked, what was not seen, what took long. */
export function remarks(report: RunReport): Markup {
  return html`<div class="remarks">
    ${baselineRemark(report)} ${reasonRemark('not-applicable', report)} ${reasonRemark('skipped', report)}
    ${coverageRemark(report)} ${slowRemark(report)}
  </div>`
}

function baselineRemark({ baseline }: RunReport): Markup | null {
  if (baseline === null) return null
  const { worse, better, unknown } = baseline
  const same = worse.length + better.length + unknown.length === 0
  return html`<section>
    <h2>Against the baseline</h2>
    ${same && html`<p>Nothing got worse, and nothing got better.</p>`} ${baselinePart('Worse', worse)}
    ${baselinePart('Better', better)} ${baselinePart('Not in the baseline', unknown)}
  </section>`
}

function baselinePart(title: string, ids: readonly string[]): Markup | null {
  if (ids.length === 0) return null
  return html`<h3>${title}</h3>
    <ul>
      ${ids.map((id) => html`<li><a href="${linkToTest({ id })}">${id}</a></li>`)}
    </ul>`
}

function reasonRemark(verdict: 'not-applicable' | 'skipped', { results }: RunReport): Markup | null {
  const reasons = reasonsFor(verdict, results)
  if (reasons.length === 0) return null
  return html`<section>
    <h2>${verdict === 'skipped' ? 'Left out' : 'What does not apply, and why'}</h2>
    <ul class="reasons">
      ${reasons.map(
        ({ message, results: concerned }) =>
          html`<li>
            <details>
              <summary><span class="count">${concerned.length}</span> ${message}</summary>
              <ul class="ids">
                ${concerned.map((result) => html`<li><a href="${linkToTest(result)}">${mainRequirement(result).id}</a></li>`)}
              </ul>
            </details>
          </li>`,
      )}
    </ul>
  </section>`
}

function coverageRemark({ coverage, document }: RunReport): Markup {
  const { observed, unobserved } = coverage
  const total = observed.length + unobserved.length
  return html`<section>
    <h2>Documented answers</h2>
    <p>${observed.length} of ${total} answers that ${document.title} ${document.version} documents were seen.</p>
    ${
      unobserved.length > 0 &&
      html`<p>Never seen:</p>
        <ul class="ids">
          ${unobserved.map((answer) => html`<li><code>${answer}</code></li>`)}
        </ul>`
    }
  </section>`
}

function slowRemark({ results }: RunReport): Markup | null {
  const slow = slowest(results, 5)
  if (slow.length === 0) return null
  return html`<section>
    <h2>Slowest tests</h2>
    <ol class="slow">
      ${slow.map(
        ({ id, sentence, durationMilliseconds }) =>
          html`<li>
            <a href="${linkToTest({ id })}">${sentence}</a>
            <span class="took">${durationText(durationMilliseconds)}</span>
          </li>`,
      )}
    </ol>
  </section>`
}
