import { expect, test } from 'vitest'
import { send } from '../http/send.ts'
import { startTestServer } from '../http/test-server.ts'
import type { TestResult } from '../report/run-report.ts'
import { collectCases, describe, test as define, type CaseOptions } from './cases.ts'
import { createMask } from './mask.ts'
import { absent, NotApplicable } from './not-applicable.ts'
import { recordExchange } from './recording.ts'
import { runCase } from './run-case.ts'
import { runCases } from './run-cases.ts'

const secret = 'at_0123456789abcdefghij'
const mask = createMask({ has: (word) => word === secret, irregular: () => [] })

function run(name: string, body: () => unknown, options: CaseOptions = {}): Promise<TestResult> {
  const [one] = collectCases(() => describe('A group', () => define(name, options, body)))
  if (one === undefined) throw new Error('No case was collected')
  return runCase(one, { seed: 1, mask })
}

test('a case that ends is a pass', async () => {
  const result = await run('PKCE-07: a wrong verifier is invalid_grant', () => undefined)
  expect(result).toMatchObject({
    id: 'PKCE-07/a-wrong-verifier-is-invalid-grant',
    group: 'A group',
    verdict: 'pass',
    message: null,
    policy: false,
    requirements: [{ id: 'PKCE-07', level: 'MUST', severity: 'critical' }],
  })
})

const broken = () => {
  throw new Error('it did not')
}

test('a MUST that is broken fails, a SHOULD warns, and what cannot be asked does not apply', async () => {
  expect(await run('PKCE-07: a sentence', broken)).toMatchObject({ verdict: 'fail', message: 'it did not' })
  expect(await run('PKCE-11: a sentence', broken)).toMatchObject({ verdict: 'warn', message: 'it did not' })
  const reason = 'the configuration has no client `native`'
  const cannot = async () => absent<{ clientId: string }>(reason).clientId
  expect(await run('PKCE-07: a sentence', cannot)).toMatchObject({ verdict: 'not-applicable', message: reason })
})

test('a case without an end fails when its time is over', async () => {
  const result = await run('PKCE-07: a sentence', () => new Promise(() => undefined), { timeout: 20 })
  expect(result).toMatchObject({ verdict: 'fail', message: 'It had no end after 0.02 s' })
})

test('no secret is in the message, nor in the exchanges', async () => {
  await using server = await startTestServer((_request, response) => {
    response.setHeader('Set-Cookie', 'session=abc; Path=/')
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify({ access_token: 'short', token_type: 'Bearer', about: secret }))
  })
  const result = await run('PKCE-07: a sentence', async () => {
    const headers = { Authorization: 'Basic YTpi', Cookie: 'a=b; c=d' }
    const body = `grant_type=refresh_token&refresh_token=x&client_secret=y&scope=profile`
    recordExchange(await send({ method: 'POST', url: `${server.origin}/token?code=1&state=2`, headers, body }))
    throw new Error(`${secret} was still alive`)
  })
  expect(result.message).toBe('*** was still alive')
  expect(result.exchanges).toHaveLength(1)
  const [exchange] = result.exchanges
  expect(exchange).toMatchObject({
    method: 'POST',
    url: `${server.origin}/token?code=***&state=2`,
    requestHeaders: [
      ['Authorization', 'Basic ***'],
      ['Cookie', 'a=***; c=***'],
    ],
    requestBody: 'grant_type=refresh_token&refresh_token=***&client_secret=***&scope=profile',
    status: 200,
    responseBody: '{"access_token":"***","token_type":"Bearer","about":"***"}',
  })
  expect(exchange?.responseHeaders).toContainEqual(['set-cookie', 'session=***; Path=/'])
})

test('cases run in order, those of a concurrent group side by side, and those left out not at all', async () => {
  const told: string[] = []
  const both = Promise.withResolvers<void>()
  let waiting = 0
  const meet = async () => {
    waiting += 1
    if (waiting === 2) both.resolve()
    await both.promise
  }
  const cases = collectCases(() => {
    describe('One', () => define('PKCE-01: the first', () => undefined))
    describe.concurrent('Two', () => {
      define('PKCE-02: left', meet)
      define('PKCE-03: right', meet)
    })
    describe('Three', () => define('PKCE-04: left out', () => expect.fail('it ran')))
  })
  const results = await runCases(cases, {
    seed: 1,
    mask,
    leftOut: ({ sentence }) => (sentence === 'left out' ? 'Left out' : null),
    onStart: ({ sentence }) => void told.push(`start ${sentence}`),
    onResult: ({ sentence, verdict }) => void told.push(`${verdict} ${sentence}`),
  })
  expect(results.map(({ sentence, verdict }) => `${sentence} ${verdict}`)).toEqual([
    'the first pass',
    'left pass',
    'right pass',
    'left out skipped',
  ])
  expect(told.slice(0, 4)).toEqual(['start the first', 'pass the first', 'start left', 'start right'])
})

const twice = () =>
  describe('A group', () => {
    define('PKCE-01: in 2 ways', () => undefined)
    define('PKCE-01: in 3 ways', () => undefined)
  })

test('two tests of one name, a test outside of a group, and a group in a group are mistakes', () => {
  expect(() => collectCases(twice)).toThrow('Two tests are called PKCE-01/in-ways')
  expect(() => collectCases(() => define('PKCE-01: a sentence', () => undefined))).toThrow('outside of a group')
  expect(() => collectCases(() => describe('Outer', () => describe('Inner', () => undefined)))).toThrow('do not nest')
})

test('a stand-in throws whatever is done with it', () => {
  const missing = absent<{ member: { deeper: string }; (): void }>('it is missing')
  expect(() => missing.member.deeper).toThrow(NotApplicable)
  expect(() => missing()).toThrow('it is missing')
  expect(() => ({ ...missing })).toThrow('it is missing')
  expect(() => 'member' in missing).toThrow('it is missing')
})
