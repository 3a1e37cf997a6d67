import { readFile } from 'node:fs/promises'
import type { RunReport } from '@identity-hub/contract-tests'
import { beforeAll, describe, expect, test } from 'vitest'
import { judge, readBaseline, servers, verdictsOf } from './servers.ts'

const readme = new URL('../README.md', import.meta.url)
// Much of a contract is waiting for what ends by itself, so all are under way at once.
const judged = new Map(
  servers.map((server) => {
    const judging = judge(server)
    // Told where it is awaited.
    judging.catch(() => undefined)
    return [server.id, judging]
  }),
)
const reports = new Map<string, RunReport>()

describe.each(servers)('The contract of $name', (server) => {
  let report: RunReport

  beforeAll(async () => {
    report = await (judged.get(server.id) ?? judge(server))
    reports.set(server.id, report)
  }, 240_000)

  test('has the verdicts of its baseline; `pnpm --filter @identity-hub/foreign-servers baselines` writes it anew', async () => {
    expect(verdictsOf(report)).toEqual(await readBaseline(server))
  })

  test('fails for nothing that the README does not explain', async () => {
    const text = await readFile(readme, 'utf8')
    const failed = report.results.filter(({ verdict }) => verdict === 'fail')
    expect(failed.filter(({ id }) => !text.includes(id)).map(({ id, message }) => `${id}: ${message}`)).toEqual([])
  })
})

test('Of 200 parallel redemptions of one code dozens win with the asynchronous adapter, and the message says how many', () => {
  const results = reports.get('oidc-provider-asynchronous')?.results ?? []
  const race = results.find(({ requirements }) => requirements[0]?.id === 'CODE-01')
  expect(race?.verdict).toBe('fail')
  const [, winners] = /(\d+) of 200 redemptions of one code brought tokens/.exec(race?.message ?? '') ?? []
  expect(Number(winners)).toBeGreaterThanOrEqual(24)
})
