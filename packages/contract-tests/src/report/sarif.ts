import { createHash } from 'node:crypto'
import { howToFix } from './advice.ts'
import { commandToRun } from './run-alone.ts'
import type { MaskedExchange, RequirementSummary, RunReport, TestResult } from './run-report.ts'
import { mainRequirement } from './severity.ts'
import { linksOf, mainUrl } from './source-links.ts'

/** Where alerts are shown: code scanning wants a file, and the document is what the server is held to. */
const documentUri = 'openapi/oauth.yaml'

/**
 * SARIF 2.1.0, as GitHub code scanning takes it: a rule for each requirement, a result for each test that failed or
 * warns.
 */
export function renderSarif(report: RunReport): string {
  const rules = rulesOf(report.results)
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: report.kit.name, version: report.kit.version, semanticVersion: report.kit.version, rules },
        },
        automationDetails: { id: `oauth-contract/${report.issuer}/` },
        invocations: [{ executionSuccessful: true, startTimeUtc: utc(report.startedAt), endTimeUtc: endOf(report) }],
        artifacts: [{ location: { uri: documentUri }, description: { text: documentName(report) } }],
        results: report.results
          .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
          .map((result) => resultOf(result, rules, report)),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

interface Rule {
  readonly id: string
  readonly [member: string]: unknown
}

function rulesOf(results: readonly TestResult[]): readonly Rule[] {
  const requirements = new Map(results.flatMap((result) => result.requirements).map((one) => [one.id, one]))
  return [...requirements.values()].map(ruleOf)
}

function ruleOf(requirement: RequirementSummary): Rule {
  const { id, level, severity, sources, statement } = requirement
  const advice = howToFix(id) ?? statement
  const links = sources.flatMap(linksOf).map(({ text, url }) => (url === null ? text : `[${text}](${url})`))
  return {
    id,
    name: id,
    shortDescription: { text: statement },
    fullDescription: { text: `${statement} (${level}; ${sources.join('; ')})` },
    help: { text: advice, markdown: `${advice}\n\n${links.join(' · ')}` },
    helpUri: mainUrl(sources),
    defaultConfiguration: { level: level === 'MUST' ? 'error' : 'warning' },
    properties: { tags: ['security', 'oauth', level], precision: 'high', 'security-severity': scores[severity] },
  }
}

/** In the middle of the band that code scanning shows under the same name. */
const scores = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' } as const

function resultOf(result: TestResult, rules: readonly Rule[], report: RunReport) {
  const { id } = mainRequirement(result)
  const endpoint = result.exchanges.at(-1)
  return {
    ruleId: id,
    ruleIndex: rules.findIndex((rule) => rule.id === id),
    level: result.verdict === 'fail' ? 'error' : 'warning',
    message: { text: withoutLinks(`${result.sentence}: ${result.message ?? result.verdict}. ${commandToRun(result)}`) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: documentUri, index: 0 }, region: { startLine: 1 } },
        logicalLocations: [{ name: endpoint === undefined ? report.issuer : nameOf(endpoint), kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'testId/v1': createHash('sha256').update(`${report.issuer} ${result.id}`).digest('hex') },
    properties: { testId: result.id, group: result.group },
  }
}

/** What a server says may not become a link. SARIF 2.1.0 §3.11.6 */
function withoutLinks(text: string): string {
  return text.replaceAll(/[[\]\\]/g, '\\$&')
}

/** Without the query, which differs from run to run. */
function nameOf({ method, url }: MaskedExchange): string {
  return `${method} ${url.replace(/[?#].*$/s, '')}`
}

function documentName({ document }: RunReport): string {
  return `${document.title} ${document.version}`
}

function endOf({ startedAt, durationMilliseconds }: RunReport): string {
  return utc(startedAt + Math.round(durationMilliseconds))
}

function utc(at: number): string {
  return new Date(at).toISOString()
}
