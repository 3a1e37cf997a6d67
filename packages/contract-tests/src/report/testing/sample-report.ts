import { requirements, type Requirement } from '../../requirements/requirements.ts'
import type { MaskedExchange, RequirementSummary, RunReport, TestResult } from '../run-report.ts'
import { notableResults } from './notable-results.ts'
import { tokenExchange } from './sample-exchanges.ts'

/** A run like one against a foreign server: most of it passes, some of it does not, and some of it cannot be asked. */
export function sampleReport(changes: Partial<RunReport> = {}): RunReport {
  return {
    version: 1,
    kit: { name: '@identity-hub/contract-tests', version: '0.1.0' },
    issuer: 'https://id.example.com/acme',
    document: { title: 'Identity Hub OAuth 2.0', version: '0.1.0' },
    startedAt: Date.UTC(2026, 10, 22, 14, 3, 9),
    durationMilliseconds: 74_312,
    seed: 1_480_213_977,
    results: sampleResults(),
    coverage: {
      observed: [
        'authorize 200',
        'authorize 303',
        'authorize 400',
        'token 200',
        'token 400',
        'token 401',
        'revokeToken 200',
      ],
      unobserved: ['token 503', 'introspectToken 429'],
    },
    baseline: null,
    ...changes,
  }
}

/** The sample with nothing wrong in it. */
export function flawlessReport(): RunReport {
  const { results, coverage, ...rest } = sampleReport()
  const observed = [...coverage.observed, ...coverage.unobserved]
  const passing = results.filter(({ verdict }) => verdict === 'pass')
  return { ...rest, results: passing, coverage: { observed, unobserved: [] } }
}

/** One that passed unless it is told otherwise. */
export function sampleResult(changes: Partial<TestResult> = {}): TestResult {
  return {
    id: 'PKCE-07/a-wrong-verifier-is-invalid-grant',
    requirements: [summaryOf('PKCE-07')],
    sentence: 'a wrong verifier is invalid_grant',
    group: 'PKCE, RFC 7636',
    verdict: 'pass',
    policy: false,
    message: null,
    durationMilliseconds: 34,
    exchanges: [tokenExchange()],
    omittedExchanges: 0,
    ...changes,
  }
}

export function summaryOf(id: string): RequirementSummary {
  const row = requirements.find((requirement) => requirement.id === id)
  if (row === undefined) throw new TypeError(`there is no ${id}`)
  const { level, severity, sources, statement } = row
  return { id, level, severity, sources, statement }
}

const groupOfArea: Readonly<Record<string, string>> = {
  'Redirect URI': 'Redirect URIs, RFC 6749 §3.1.2 and RFC 9700 §2.1',
  'Authorization endpoint': 'The authorization endpoint, RFC 6749 §3.1',
  PKCE: 'PKCE, RFC 7636',
  'Authorization code': 'The authorization code, RFC 6749 §4.1',
  'Token endpoint': 'The token endpoint, RFC 6749 §3.2 and §5',
  'Client authentication': 'Client authentication, RFC 6749 §2.3',
  'Client credentials': 'The client credentials grant, RFC 6749 §4.4',
  'Refresh token': 'Refreshing, RFC 6749 §6 and RFC 9700 §4.14',
  'Bearer usage': 'Bearer tokens, RFC 6750',
  Revocation: 'Revocation, RFC 7009',
  Introspection: 'Introspection, RFC 7662',
  Metadata: 'Metadata, RFC 8414',
  'Issuer identification': 'Issuer identification, RFC 9207',
  'Native apps': 'Native apps, RFC 8252',
}

function sampleResults(): readonly TestResult[] {
  const notable = new Map(notableResults().map((result) => [result.requirements[0]?.id, result]))
  return requirements
    .filter(({ phase }) => phase === 'core')
    .map((row, index) => {
      const { id } = row
      const passed = sampleResult({
        id: `${id}/${slugOf(row.statement)}`,
        requirements: [summaryOf(id)],
        sentence: shortened(row.statement),
        group: groupOfArea[row.area] ?? row.area,
        policy: row.sources.every((source) => source === 'own'),
        // Spread so that the slowest are not always the same kind.
        durationMilliseconds: 12 + ((index * 7919) % 640),
        exchanges: exchangesFor(row),
      })
      return { ...passed, ...notable.get(id), group: passed.group, requirements: passed.requirements }
    })
}

function exchangesFor({ id }: Requirement): readonly MaskedExchange[] {
  return [tokenExchange({ url: `https://id.example.com/acme/oauth2/v1/token?for=${id}` })]
}

function slugOf(text: string): string {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? []
  return words.slice(0, 8).join('-')
}

function shortened(statement: string): string {
  const [first = statement] = statement.split(/[;(]/)
  return first.trim()
}
