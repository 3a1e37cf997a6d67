import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, dirname } from 'node:path'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { renderSarif } from './sarif.ts'
import { hostileReport } from './testing/hostile-report.ts'
import { flawlessReport, sampleReport, sampleResult } from './testing/sample-report.ts'

/** The members that code scanning reads. */
interface SarifLog {
  readonly version: string
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly SarifRule[] } }
      readonly results: readonly SarifResult[]
    },
  ]
}

interface SarifRule {
  readonly id: string
  readonly helpUri: string
  readonly help: { readonly text: string; readonly markdown: string }
  readonly properties: { readonly 'security-severity': string; readonly tags: readonly string[] }
}

interface SarifResult {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: string
  readonly message: { readonly text: string }
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string }
        readonly region: { readonly startLine: number }
      }
      readonly logicalLocations: readonly [{ readonly name: string }]
    },
  ]
  readonly partialFingerprints: Readonly<Record<string, string>>
}

const sarif = (report = sampleReport()): SarifLog => JSON.parse(renderSarif(report))
const [{ tool, results }] = sarif().runs
const { rules } = tool.driver

const fingerprints = (log: SarifLog) => log.runs[0].results.map((result) => result.partialFingerprints['testId/v1'])

const score = (id: string) => Number(rules.find((rule) => rule.id === id)?.properties['security-severity'])

describe('SARIF', () => {
  test.each([
    ['a run with failures', sampleReport()],
    ['a run without', flawlessReport()],
    ['a run against a hostile server', hostileReport()],
  ])('of %s keeps the schema of SARIF 2.1.0', (_, report) => {
    const check = schemaCheck()
    check(sarif(report))
    expect(check.errors).toBeNull()
  })

  test('has a rule for each requirement, with help and a link to its section', () => {
    const rule = rules.find(({ id }) => id === 'PKCE-07')
    expect(rule?.helpUri).toBe('https://www.rfc-editor.org/rfc/rfc7636#section-4.6')
    expect(rule?.help.text).toContain('invalid_grant')
    expect(rule?.help.markdown).toContain('[RFC 7636 §4.6](https://www.rfc-editor.org/rfc/rfc7636#section-4.6)')
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const { properties } of rules) expect(properties.tags).toContain('security')
  })

  test('has a result for each test that failed or warns, and for no other', () => {
    const levels = results.map(({ ruleId, level }) => [ruleId, level])
    expect(levels).toEqual([
      ['REDIR-01', 'error'],
      ['CODE-01', 'error'],
      ['TOKEN-06', 'error'],
      ['BEAR-05', 'warning'],
      ['HDR-05', 'warning'],
    ])
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId)
  })

  test('places a result in the document, and names the endpoint without its query', () => {
    const location = results[0]?.locations[0]
    expect(location?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'openapi/oauth.yaml' },
      region: { startLine: 1 },
    })
    expect(location?.logicalLocations[0].name).toBe('GET https://id.example.com/acme/oauth2/v1/auth')
  })

  test('lets nothing that a server says become a link', () => {
    const message = 'Location was [sign in](https://evil.example)'
    const log = sarif(sampleReport({ results: [sampleResult({ verdict: 'fail', message })] }))
    expect(log.runs[0].results[0]?.message.text).toContain('\\[sign in\\](https://evil.example)')
  })

  test('recognises a result again in the next run, and never takes it for another', () => {
    const later = sampleReport({ seed: 2, startedAt: Date.UTC(2027, 1, 1) })
    expect(fingerprints(sarif(later))).toEqual(fingerprints(sarif()))
    expect(new Set(fingerprints(sarif())).size).toBe(results.length)
  })

  test('ranks by severity as code scanning does: critical from 9, high from 7, medium from 4', () => {
    expect(score('CODE-01')).toBeGreaterThanOrEqual(9)
    expect(score('TOKEN-06')).toBeGreaterThanOrEqual(7)
    expect(score('BEAR-05')).toBeGreaterThanOrEqual(4)
    expect(score('BEAR-05')).toBeLessThan(7)
    expect(score('HDR-05')).toBeLessThan(4)
  })
})

function schemaCheck() {
  const main = createRequire(import.meta.url).resolve('@microsoft/jest-sarif')
  const text = readFileSync(join(dirname(main), 'schemas/sarif-2.1.0-rtm.5.json'), 'utf8')
  // Draft 4 of JSON Schema: what it uses is read alike today but for its own two names, and one pattern is too lax for `u`.
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(text)
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
  formats.default(ajv)
  return ajv.compile(schema)
}
