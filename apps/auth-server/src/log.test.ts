import { expect, test } from 'vitest'
import type { RequestLine } from './http/request-line.ts'
import { createLog } from './log.ts'

const LINE: RequestLine = {
  requestId: '01kaqz3v7m0000000000000000',
  method: 'POST',
  path: '/acme/oauth2/v1/token',
  status: 200,
  milliseconds: 3,
  source: '192.0.2.1',
  tenant: 'acme',
  clientId: 'timeline',
  reason: null,
}

function capture(level = 'info') {
  const written: string[] = []
  const log = createLog(level, { write: (text) => written.push(text), flushSync: () => undefined })
  return { log, written }
}

const withoutTime = (line: string | undefined): string | undefined => line?.replace(/"time":"[^"]+"/, '"time"')

const hostile = [
  '/"},{"msg":"forged"}',
  '/a\\"b',
  '/line\nbreak\r\u0000',
  '/\u2028\u0085\u001b[31m',
  '/é€😀',
  '/\ud800lone',
  '/__proto__',
]

test.each([
  ['is short', LINE],
  ['is refused', { ...LINE, status: 400, tenant: null, clientId: null, reason: 'body missing code' }],
  ['has no address', { ...LINE, source: null }],
  ...hostile.map((text): [string, RequestLine] => [
    `has ${JSON.stringify(text)} everywhere`,
    { ...LINE, path: text, source: text, tenant: text, clientId: text, reason: text },
  ]),
])('the line of a request that %s is letter by letter what pino would write', (_, line) => {
  const { log, written } = capture()
  log.request(line)
  const { milliseconds, tenant, clientId, reason, ...rest } = line
  const { requestId, method, path, status, source } = rest
  const optional = {
    ...(tenant !== null && { tenant }),
    ...(clientId !== null && { clientId }),
    ...(reason !== null && { reason }),
  }
  log.info({ requestId, method, path, status, ms: milliseconds, source, ...optional }, 'request')
  expect(withoutTime(written[0])).toBe(withoutTime(written[1]))
  expect(written[0]?.indexOf('\n')).toBe((written[0]?.length ?? 0) - 1)
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ msg: 'request' })
})

test('a long path is cut', () => {
  const { log, written } = capture()
  log.request({ ...LINE, path: `/${'a'.repeat(5000)}` })
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ path: `/${'a'.repeat(199)}` })
})

test('a line says the time to the millisecond, in UTC', () => {
  const before = Date.now()
  const { log, written } = capture()
  log.request(LINE)
  const { time } = JSON.parse(written[0] ?? '') as { time: string } // As the line above is made.
  expect(time).toBe(new Date(time).toISOString())
  expect(Date.parse(time)).toBeGreaterThanOrEqual(before)
  expect(Date.parse(time)).toBeLessThanOrEqual(Date.now())
})

test('lines keep their order', () => {
  const { log, written } = capture()
  log.request(LINE)
  log.error('between')
  log.request(LINE)
  expect(written.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['request', 'between', 'request'])
})

test.each(['warn', 'silent'])('requests are not told at level %s', (level) => {
  const { log, written } = capture(level)
  log.request(LINE)
  expect(written).toEqual([])
})
