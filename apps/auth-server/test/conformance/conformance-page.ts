import { linksOf, type Requirement } from '@identity-hub/contract-tests/conformance'
import { coreRequirements, databases, type Conformance, type ConformanceRow, type RunSummary } from './conformance.ts'
import { notApplicable } from './not-applicable.ts'

const names = { sqlite: 'SQLite, one hub', postgres: 'PostgreSQL, two replicas' } as const
const rootFromPage = '../..'

/** `apps/docs/conformance.md` */
export function conformancePage(conformance: Conformance): string {
  const { runs, rows } = conformance
  const byId = new Map(rows.map((row) => [row.id, row]))
  const areas = Map.groupBy(coreRequirements, ({ area }) => area)
  const table = ([area, requirements]: readonly [string, readonly Requirement[]]) => [
    `## ${area}`,
    '',
    `| requirement | the document | tests | ${databases.map((name) => names[name]).join(' | ')} |`,
    '|---|---|---|---|---|',
    ...requirements.flatMap((requirement) => {
      const row = byId.get(requirement.id)
      return row === undefined ? [] : [line(requirement, row, runs)]
    }),
    '',
  ]
  return [
    '# Conformance',
    '',
    'What the hub is held to: every requirement of phase `core` in [`requirements.json`](../../packages/contract-tests/requirements.json),',
    'where [`openapi/oauth.yaml`](../../openapi/oauth.yaml) says it, which tests ask for it, and what they found. `pnpm conformance`',
    'runs the [contract](../../packages/contract-tests/README.md) against real hubs on both databases and writes this page.',
    '',
    '| run | when | took | passed | failed | warned | not applicable | documented answers that never came |',
    '|---|---|---|---|---|---|---|---|',
    ...databases.map((name) => runLine(names[name], runs[name])),
    '',
    'Answers that never came need a fault in the hub or its storage; the tests of outages make those. A requirement that',
    'cannot be seen from outside, such as what a crash leaves on the disk, has its tests elsewhere in the repository; so have',
    'some that can. Where the column of the document says –, the document leaves the matter to the server.',
    '',
    '## Not applicable',
    '',
    'What the hub, as it is, cannot be asked. Every other requirement has a test.',
    '',
    ...Object.entries(notApplicable).map(([id, reason]) => `- ${statementOf(id)}<br>${reason}`),
    '',
    ...[...areas].flatMap(table),
    '## Places in the document',
    '',
    '| name | JSON pointer |',
    '|---|---|',
    ...pointersOf(rows).map(([label, pointer]) => `| \`${label}\` | \`${pointer}\` |`),
    '',
  ].join('\n')
}

function line({ id, level, statement, sources }: Requirement, row: ConformanceRow, runs: Conformance['runs']): string {
  const links = sources.flatMap(linksOf).map(({ text, url }) => (url === null ? text : `[${text}](${url})`))
  const tests = [
    ...row.tests.map((test) => `\`${test}\``),
    ...row.elsewhere.map((path) => `[${path}](${rootFromPage}/${path})`),
  ]
  const cells = [
    `**${id}** ${level}: ${plain(statement)}<br>${links.join(', ')}`,
    row.places.map(({ label }) => placeText(label)).join('<br>') || '–',
    tests.join('<br>') || '–',
    ...databases.map((name) => verdictText(row, runs[name])),
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`
}

/** What one run says about all tests of a requirement. */
function verdictText({ id, tests }: ConformanceRow, { verdicts }: RunSummary): string {
  if (tests.length === 0) return id in notApplicable ? 'not applicable' : 'not seen from outside'
  const counts = Map.groupBy(tests, (test) => verdicts[test] ?? 'not run')
  const parts = [...counts].map(([verdict, { length }]) => (counts.size === 1 ? verdict : `${length} ${verdict}`))
  return counts.size === 1 && counts.has('pass') ? 'pass' : `**${parts.join(', ')}**`
}

function runLine(name: string, { startedAt, durationMilliseconds, verdicts, unobserved }: RunSummary): string {
  const count = (wanted: string) => Object.values(verdicts).filter((verdict) => verdict === wanted).length
  const numbers = ['pass', 'fail', 'warn', 'not-applicable'].map(count)
  const when = new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ')
  return `| ${[name, `${when} UTC`, `${Math.round(durationMilliseconds / 1000)} s`, ...numbers, unobserved.length].join(' | ')} |`
}

function placeText(label: string): string {
  const [, page] = /^page (.+)$/.exec(label) ?? []
  if (page !== undefined) return `the ${page} page`
  const [, heading] = /^reference#(.+)$/.exec(label) ?? []
  return heading === undefined
    ? `\`${label}\``
    : `[reference: ${heading.replaceAll('-', ' ')}](reference/README.md#${heading})`
}

function pointersOf(rows: readonly ConformanceRow[]): readonly (readonly [string, string])[] {
  const pointers = new Map<string, string>()
  for (const { label, pointer } of rows.flatMap(({ places }) => places))
    if (pointer !== null) pointers.set(label, pointer)
  return [...pointers].toSorted(([left], [right]) => left.localeCompare(right, 'en'))
}

function statementOf(id: string): string {
  const requirement = coreRequirements.find((one) => one.id === id)
  return `**${id}** ${plain(requirement?.statement ?? '')}`
}

// Statements speak of `*`, `<10 %` and `__Host-`, which a page would take for markup.
function plain(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[*_[\]]/g, String.raw`\$&`)
}
