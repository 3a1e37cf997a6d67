import { afterAll, describe, expect, test } from 'vitest'
import { defineContract, findSecrets } from '@identity-hub/contract-tests'
import { defineThirdPartyClients } from '@identity-hub/contract-tests/third-party'
import { startContractHub } from './contract-target.ts'

// Answers that need a fault in the hub or its storage, or a clock that moves: other tests make them.
const unreachable = [
  'authorize 500',
  'authorize 503',
  'issueToken 500',
  'issueToken 503',
  'getAuthorizationServerMetadata 500',
  'getAuthorizationServerMetadata 503',
  'getIdentity 500',
  'getIdentity 503',
]

const hub = await startContractHub()
afterAll(() => hub.remove())
defineThirdPartyClients(hub.target)
const run = defineContract(hub.target)

describe('The hub after its contract', () => {
  test('OPS-13: every documented answer came, but for those that need a fault', () => {
    expect(run.coverage().unobserved).toEqual(unreachable)
  })

  test('OPS-12: it tells that it is alive and ready', async () => {
    const { origin } = new URL(hub.target.issuer)
    const answers = ['/health/live', '/health/ready'].map((path) => fetch(`${origin}${path}`))
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200])
  })

  test('OPS-08: it stops cleanly when asked to', async () => {
    expect(await hub.stop()).toEqual({ code: 0, signal: null })
  })

  test('OPS-09: its log is one JSON object a line, and holds no secret that was seen', () => {
    const lines = hub.lines()
    expect(lines.length).toBeGreaterThan(1000)
    expect(lines.filter((line) => !isJsonObject(line))).toEqual([])
    expect(findSecrets(run.secrets(), Buffer.from(lines.join('\n')))).toEqual([])
  })

  test('OPS-10, RT-16: it logs security events with tenant, client, outcome and request id', () => {
    const events = hub.lines().map((line) => JSON.parse(line) as Record<string, unknown>)
    const reasons = new Set(events.map(({ reason }) => reason).filter((reason) => reason !== undefined))
    expect(reasons.size).toBeGreaterThan(20)
    const refused = events.filter(({ reason, tenant }) => reason !== undefined && tenant === 'acme')
    expect(refused.length).toBeGreaterThan(100)
    for (const { requestId, source, status } of refused) {
      expect(requestId).toMatch(/^[0-9a-z]{26}$/)
      expect(source).toMatch(/^127\.0\.0\./)
      expect(typeof status).toBe('number')
    }
  })

  test('CODE-09, CAUTH-09: its database holds no code, token, secret, password, verifier or cookie in clear', async () => {
    const files = await hub.databaseFiles()
    expect(files.map(({ name }) => name)).toContain('hub.sqlite')
    expect(run.secrets().size).toBeGreaterThan(1000)
    const found = files.map(({ name, bytes }) => ({ name, secrets: findSecrets(run.secrets(), bytes) }))
    expect(found.filter(({ secrets }) => secrets.length > 0)).toEqual([])
  })
})

function isJsonObject(line: string): boolean {
  return line.startsWith('{') && typeof JSON.parse(line) === 'object'
}
