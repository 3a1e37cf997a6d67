import { howToFix } from './advice.ts'
import { countVerdicts } from './counts.ts'
import { exchangeText } from './exchange-text.ts'
import { groupResults, type ResultGroup } from './groups.ts'
import { commandToRun } from './run-alone.ts'
import type { RunReport, TestResult } from './run-report.ts'
import { mainRequirement } from './severity.ts'
import { element, xmlDocument, type Attributes } from './xml.ts'

/**
 * JUnit XML as GitLab, Jenkins and the GitHub actions for it read it. A warning passes, as the run does, and says why in
 * its output; what does not apply was skipped.
 */
export function renderJunit(report: RunReport): string {
  const suites = groupResults(report.results).map((group) => suite(group, report))
  const attributes = { name: `OAuth contract of ${report.issuer}`, ...totals(report.results) }
  return xmlDocument(element('testsuites', { ...attributes, time: seconds(report.durationMilliseconds) }, suites))
}

function suite({ name, results }: ResultGroup, { startedAt }: RunReport): string {
  const took = results.reduce((sum, { durationMilliseconds }) => sum + durationMilliseconds, 0)
  const attributes = {
    name,
    ...totals(results),
    time: seconds(took),
    timestamp: withoutZone(startedAt),
  }
  return element('testsuite', attributes, results.map(testCase))
}

function testCase(result: TestResult): string {
  const { group, sentence, durationMilliseconds } = result
  const name = `${mainRequirement(result).id}: ${sentence}`
  const attributes = { name, classname: group, time: seconds(durationMilliseconds) }
  return element('testcase', attributes, [properties(result), outcome(result), output(result)])
}

function properties(result: TestResult): string {
  const { level, severity } = mainRequirement(result)
  const named: readonly (readonly [name: string, value: string])[] = [
    ['id', result.id],
    ...result.requirements.map(({ id }) => ['requirement', id] as const),
    ['level', level],
    ['severity', severity],
    ['verdict', result.verdict],
    ...result.requirements.flatMap(({ sources }) => sources).map((source) => ['source', source] as const),
  ]
  const children = named.map(([name, value]) => element('property', { name, value }))
  return element('properties', {}, children)
}

function outcome(result: TestResult): string {
  const { verdict, message } = result
  switch (verdict) {
    case 'pass':
    case 'warn':
      return ''
    case 'not-applicable':
    case 'skipped':
      return element('skipped', { message: message ?? verdict })
    case 'fail':
      return element('failure', { message: message ?? 'failed', type: mainRequirement(result).id }, explanation(result))
  }
}

function output(result: TestResult): string {
  const { verdict, message, exchanges, omittedExchanges } = result
  if (verdict !== 'fail' && verdict !== 'warn') return ''
  const omitted = omittedExchanges === 0 ? [] : [`(${omittedExchanges} exchanges before these are left out)`]
  const warning = verdict === 'warn' ? [`warning: ${message ?? ''}\n${explanation(result)}`] : []
  return element('system-out', {}, [...warning, ...omitted, ...exchanges.map(exchangeText)].join('\n\n'))
}

function explanation(result: TestResult): string {
  const { id, statement, sources } = mainRequirement(result)
  const lines = [result.message, `${id}: ${statement}`, `Source: ${sources.join('; ')}`, howToFix(id)]
  return [...lines.filter((line) => line !== null && line !== undefined), commandToRun(result)].join('\n')
}

function totals(results: readonly TestResult[]): Attributes {
  const { fail, skipped, 'not-applicable': notApplicable } = countVerdicts(results)
  return { tests: results.length, failures: fail, errors: 0, skipped: skipped + notApplicable }
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3)
}

/** In UTC; the format has no place for a zone. */
function withoutZone(at: number): string {
  return new Date(at).toISOString().slice(0, 19)
}
