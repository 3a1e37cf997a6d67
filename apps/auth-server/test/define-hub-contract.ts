import { afterAll, describe, expect, test } from 'vitest'
import { createSecretSearch, findSecrets, type Verdict } from '@identity-hub/contract-tests'
import { defineThirdPartyClients } from '@identity-hub/contract-tests/third-party'
import { defineContract } from '@identity-hub/contract-tests/vitest'
import type { ContractHub } from './contract-target.ts'
import type { TestDatabase } from './test-database.ts'

// Answers that need a fault in the hub or its storage, or a clock that moves: other tests make them.
const unreachable = [
  'authorize 500',
  'authorize 503',
  'issueToken 500',
  'issueToken 503',
  'revokeToken 500',
  'revokeToken 503',
  'introspectToken 500',
  'introspectToken 503',
  'verifyToken 500',
  'verifyToken 503',
  'getAuthorizationServerMetadata 500',
  'getAuthorizationServerMetadata 503',
  'getIdentity 500',
  'getIdentity 503',
]

// Ids of tests that cannot be asked of the hub. An issue may take one away, never add one.
const notApplicable: readonly string[] = []

/**
 * The whole contract against running hubs, then what it leaves in their logs and on their disk.
 * @param skip ids of tests, with `*` at their end for any
 */
export async function defineHubContract(
  hub: ContractHub,
  database: TestDatabase,
  skip: readonly string[] = [],
): Promise<void> {
  afterAll(async () => {
    await hub.hubs.kill()
    await database.remove()
  })
  defineThirdPartyClients(hub.target)
  const run = await defineContract(hub.target, { skip })

  describe('The hub after its contract', () => {
    test('it keeps what is only recommended, too, and everything applies to it', () => {
      const results = Map.groupBy(run.results(), ({ verdict }) => verdict)
      const idsOf = (verdict: Verdict) => (results.get(verdict) ?? []).map(({ id }) => id)
      expect(idsOf('pass').length).toBeGreaterThan(200)
      expect(idsOf('warn')).toEqual([])
      expect(idsOf('not-applicable')).toEqual(notApplicable)
    })

    test('OPS-13: every documented answer came, but for those that need a fault', () => {
      expect(run.coverage().unobserved).toEqual(unreachable)
    })

    test('OPS-12: it tells that it is alive and ready', async () => {
      const places = hub.hubs.addresses.flatMap((place) => [`${place}/health/live`, `${place}/health/ready`])
      for (const place of places) expect((await fetch(place)).status).toBe(200)
    })

    test('OPS-08: it stops cleanly when asked to', async () => {
      for (const end of await hub.hubs.stop()) expect(end).toEqual({ code: 0, signal: null })
    })

    test('OPS-09: its log is one JSON object a line, and holds no secret that was seen', () => {
      const lines = hub.hubs.lines()
      expect(lines.length).toBeGreaterThan(1000)
      expect(lines.filter((line) => !isJsonObject(line))).toEqual([])
      expect(findSecrets(run.secrets(), Buffer.from(lines.join('\n')))).toEqual([])
    })

    test('OPS-10, RT-16: it logs security events with tenant, client, outcome and request id', () => {
      const events = hub.hubs.lines().map((line) => JSON.parse(line) as Record<string, unknown>)
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

    test(
      'CODE-09, CAUTH-09: its disk holds no code, token, secret, password, verifier or cookie, however written',
      { timeout: 60_000 },
      async () => {
        const files = await database.files()
        expect(run.secrets().size).toBeGreaterThan(1000)
        // What has to be there shows that the right place was searched.
        expect(files.filter(({ bytes }) => bytes.includes(hub.target.user.username))).not.toEqual([])
        const secretsIn = createSecretSearch(run.secrets())
        const found = files.map(({ name, bytes }) => ({ name, secrets: secretsIn(bytes) }))
        expect(found.filter(({ secrets }) => secrets.length > 0)).toEqual([])
      },
    )
  })
}

function isJsonObject(line: string): boolean {
  return line.startsWith('{') && typeof JSON.parse(line) === 'object'
}
