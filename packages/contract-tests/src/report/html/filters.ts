import { countVerdicts } from '../counts.ts'
import type { ResultGroup } from '../groups.ts'
import type { TestResult } from '../run-report.ts'
import { mainRequirement, severities } from '../severity.ts'
import { groupId } from './group-section.ts'
import { html, type Markup } from './markup.ts'
import { verdictIcon, verdictNames, verdicts } from './verdicts.ts'

const levels = ['MUST', 'SHOULD', 'SHOULD NOT', 'MAY']

/** Controls that the stylesheet listens to; only the search and the buttons need the script. */
export function filterBar(results: readonly TestResult[], groups: readonly ResultGroup[]): Markup {
  const has = (test: (result: TestResult) => boolean) => results.some(test)
  const ownLevels = levels.filter((level) => has((result) => mainRequirement(result).level === level))
  const ownSeverities = severities.filter((severity) => has((result) => mainRequirement(result).severity === severity))
  return html`<search class="filters" aria-label="Filter the tests">
    <fieldset>
      <legend class="unseen">Verdict</legend>
      ${verdictBoxes(results)}
    </fieldset>
    <div class="selects">
      ${choice(
        'level',
        'Level',
        'Every level',
        ownLevels.map((level) => [level, level]),
      )}
      ${choice(
        'severity',
        'Severity',
        'Every severity',
        ownSeverities.map((severity) => [severity, severity]),
      )}
      ${choice(
        'group',
        'Group',
        'Every group',
        groups.map(({ name }, index) => [groupId(index), name]),
      )}
      <label class="field scripted">
        <span class="unseen">Search</span>
        <input
          id="search"
          type="search"
          placeholder="Search words, ids, headers…"
          autocomplete="off"
          spellcheck="false"
        />
      </label>
    </div>
    <p class="actions scripted">
      <output id="shown" aria-live="polite"></output>
      <button type="button" id="open-all">Open shown</button>
      <button type="button" id="close-all">Close all</button>
      <button type="button" id="reset">Reset</button>
    </p>
  </search>`
}

function verdictBoxes(results: readonly TestResult[]): readonly Markup[] {
  const counts = countVerdicts(results)
  return verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map(
      (verdict) =>
        html`<label class="chip"
          ><input type="checkbox" id="verdict-${verdict}" checked autocomplete="off" />${verdictIcon(verdict)}
          ${verdictNames[verdict]} <span class="count">${counts[verdict]}</span></label
        >`,
    )
}

type Option = readonly [value: string, text: string]

function choice(id: string, name: string, all: string, options: readonly Option[]): Markup {
  return html`<label class="field">
    <span class="unseen">${name}</span>
    <select id="${id}" autocomplete="off">
      <option value="" selected>${all}</option>
      ${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select>
  </label>`
}

/** The rules by which the controls hide tests, so that they work without script. */
export function filterRules(groupCount: number): string {
  const boxes = verdicts.map((verdict) => hideWhen(`#verdict-${verdict}:not(:checked)`, `.group .test.is-${verdict}`))
  return [
    ...boxes,
    ...levels.map((level) => hideWhen(chosen('level', level), `.group .test:not([data-level="${level}"])`)),
    ...severities.map((severity) =>
      hideWhen(chosen('severity', severity), `.group .test:not([data-severity="${severity}"])`),
    ),
    ...Array.from({ length: groupCount }, (_, index) =>
      hideWhen(chosen('group', groupId(index)), `.group:not(#${groupId(index)})`),
    ),
  ].join('\n')
}

function chosen(id: string, value: string): string {
  return `#${id} option[value="${value}"]:checked`
}

/** Asked of the bar alone: of the whole body it would cost a walk through every exchange for each rule. */
function hideWhen(control: string, hidden: string): string {
  return `@media screen { .filters:has(${control}) ~ ${hidden} { display: none; } }`
}
