import { howToFix } from '../advice.ts'
import { countVerdicts } from '../counts.ts'
import { durationText, slowest } from '../durations.ts'
import { commandToRun } from '../run-alone.ts'
import type { RunReport, TestResult } from '../run-report.ts'
import { bySeverity, mainRequirement } from '../severity.ts'
import { mainUrl } from '../source-links.ts'
import { reasonsFor } from '../verdict-reasons.ts'
import type { Paint } from './paint.ts'
import { oneLine, plainText, wrap } from './plain-text.ts'

export interface SummaryOptions {
  readonly paint: Paint
  readonly width: number
  /** Only what failed, and the counts. */
  readonly quiet: boolean
}

/** What a person can act on, the most important last, where the eye is when a run ends. */
export function renderSummary(report: RunReport, options: SummaryOptions): string {
  const { results } = report
  const failures = bySeverity(results.filter(({ verdict }) => verdict === 'fail')).toReversed()
  const blocks = [
    ...(options.quiet ? [] : remarks(report, options)),
    ...failures.map((result) => failure(result, options)),
    baseline(report, options),
    closing(report, options),
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `\n${lines.join('\n')}`)
    .join('\n')
}

/** `203 passed, 3 failed, 2 warnings` */
export function countsLine(results: readonly TestResult[], paint: Paint): string {
  const { pass, fail, warn, 'not-applicable': notApplicable, skipped } = countVerdicts(results)
  const parts = [
    pass > 0 && paint.good(`${pass} passed`),
    fail > 0 && paint.bad(`${fail} failed`),
    warn > 0 && paint.warning(`${warn} ${warn === 1 ? 'warning' : 'warnings'}`),
    notApplicable > 0 && paint.soft(`${notApplicable} not applicable`),
    skipped > 0 && paint.soft(`${skipped} skipped`),
  ]
  return parts.filter((part) => part !== false).join(', ')
}

type Block = readonly string[]

function remarks(report: RunReport, options: SummaryOptions): readonly Block[] {
  return [slow(report, options), unobserved(report, options), inapplicable(report, options), warnings(report, options)]
}

function slow({ results }: RunReport, { paint, width }: SummaryOptions): Block {
  const lines = slowest(results, 5).map((result) => {
    const took = durationText(result.durationMilliseconds).padStart(10)
    return `${paint.soft(took)}  ${oneLine(`${mainRequirement(result).id} ${result.sentence}`, width - 12)}`
  })
  return lines.length === 0 ? [] : [paint.strong('Slowest'), ...lines]
}

function unobserved({ coverage }: RunReport, { paint, width }: SummaryOptions): Block {
  const { observed, unobserved: never } = coverage
  if (never.length === 0) return []
  const title = `Documented answers never seen: ${never.length} of ${observed.length + never.length}`
  return [paint.strong(title), ...wrap(never.join(', '), width - 2).map((line) => `  ${line}`)]
}

function inapplicable({ results }: RunReport, { paint, width }: SummaryOptions): Block {
  const reasons = reasonsFor('not-applicable', results)
  if (reasons.length === 0) return []
  const lines = reasons.flatMap(({ message, results: concerned }) => {
    const ids = concerned.map((result) => mainRequirement(result).id).join(' ')
    return [
      `${String(concerned.length).padStart(5)}  ${oneLine(message, width - 7)}`,
      paint.soft(indented(ids, 7, width)),
    ]
  })
  return [paint.strong('Not applicable'), ...lines]
}

function warnings({ results }: RunReport, { paint, width }: SummaryOptions): Block {
  const concerned = bySeverity(results.filter(({ verdict }) => verdict === 'warn')).toReversed()
  if (concerned.length === 0) return []
  const lines = concerned.flatMap((result) => {
    const { id } = mainRequirement(result)
    const title = `${paint.warning('!')} ${paint.strong(id)} ${oneLine(result.sentence, width - id.length - 3)}`
    return [title, indented(result.message ?? '', 2, width)]
  })
  return [paint.strong('Warnings'), ...lines]
}

function failure(result: TestResult, { paint, width }: SummaryOptions): Block {
  const { id, level, severity, sources, statement } = mainRequirement(result)
  const part = (name: string, text: string) => {
    const [first = '', ...others] = wrap(text, width - labelWidth)
    return [`${paint.soft(name.padEnd(labelWidth))}${first}`, ...others.map((line) => ' '.repeat(labelWidth) + line)]
  }
  const advice = howToFix(id)
  return [
    `${paint.bad('✗')} ${paint.strong(id)} ${paint.bad(oneLine(result.sentence, width - id.length - 3))}`,
    ...part('  asked', `${statement} (${level}, ${severity})`),
    ...part('  seen', result.message ?? 'nothing was said'),
    ...part('  source', `${sources.join('; ')}\n${mainUrl(sources)}`),
    ...(advice === undefined ? [] : part('  fix', advice)),
    `${paint.soft('  alone'.padEnd(labelWidth))}${plainText(commandToRun(result))}`,
  ]
}

const labelWidth = 10

function baseline({ baseline: comparison }: RunReport, { paint, width }: SummaryOptions): Block {
  if (comparison === null) return []
  const { worse, better, unknown } = comparison
  const counts = `${worse.length} worse, ${better.length} better, ${unknown.length} not in it`
  return [
    `${paint.strong('Against the baseline:')} ${counts}`,
    ...worse.map((id) => `  ${paint.bad('worse')}   ${oneLine(id, width - 10)}`),
    ...better.map((id) => `  ${paint.good('better')}  ${oneLine(id, width - 10)}`),
  ]
}

function closing({ results, durationMilliseconds, seed }: RunReport, { paint }: SummaryOptions): Block {
  const facts = paint.soft(`${durationText(durationMilliseconds)}, seed ${seed}`)
  return [`${countsLine(results, paint) || 'nothing was tested'}  ${facts}`]
}

function indented(text: string, columns: number, width: number): string {
  return wrap(text, width - columns)
    .map((line) => ' '.repeat(columns) + line)
    .join('\n')
}
