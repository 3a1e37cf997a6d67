import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startRecording } from '../run/recording.ts'
import { sendRaw } from './raw.ts'
import { startTestServer } from './test-server.ts'

test('tells what came back, how often, and that the server closed', async () => {
  await using server = await startTestServer((_request, response) => void response.end('hello'))
  const two = 'GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
  expect(await sendRaw(server.origin, [two])).toMatchObject({ status: 200, responses: 2, closed: true })
  const bad = await sendRaw(server.origin, [
    'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
  ])
  expect(bad).toMatchObject({ status: 400, responses: 1, closed: true })
})

test('shows what was sent and what came back as far as it can be read', async () => {
  await using server = await startTestServer((_request, response) => void response.end('hello'))
  const bytes = 'POST /token HTTP/1.1\r\nHost: a\r\nContent-Length : 3\r\nConnection: close\r\n\r\na=1'
  const { result, recording } = startRecording('seed', () => sendRaw(server.origin, [bytes]))
  await result
  const [exchange] = recording().exchanges
  expect(exchange?.request).toMatchObject({ method: 'POST', url: new URL(`${server.origin}/token`), body: 'a=1' })
  expect(exchange?.request.headers).toEqual({ Host: 'a', 'Content-Length ': '3', Connection: 'close' })
  expect([exchange?.status, exchange?.headers.get('connection')]).toEqual([400, 'close'])
})

test('stops waiting for a server that keeps the connection', async () => {
  await using server = await startTestServer((_request, response) => void response.end('hello'))
  const answer = await sendRaw(server.origin, ['GET / HTTP/1.1\r\nHost: a\r\n\r\n'], { waitMilliseconds: 200 })
  expect(answer).toMatchObject({ status: 200, closed: false })
})

test('writes slowly and stops when the server closes', async () => {
  await using server = await startTestServer((request, response) => {
    request.once('data', () => response.writeHead(413, { Connection: 'close' }).end(() => request.destroy()))
  })
  let written = 0
  async function* body() {
    yield 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n'
    while (written < 1000) {
      written += 1
      yield '5\r\nhello\r\n'
      await wait(1)
    }
  }
  expect(await sendRaw(server.origin, body(), { waitMilliseconds: 5000 })).toMatchObject({ status: 413, closed: true })
  expect(written).toBeLessThan(1000)
})
