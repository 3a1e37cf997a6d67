import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { WholeAnswer } from '@identity-hub/koa-server'
import { randomBytes } from '@identity-hub/core'
import Koa, { type Context } from 'koa'
import { expect, onTestFinished, test } from 'vitest'
import { sendWhole } from './send-whole.ts'
import { beginVisit } from './visit.ts'

const JSON_ANSWER: WholeAnswer = {
  status: 200,
  headers: ['Cache-Control', 'no-store', 'Content-Type', 'application/json;charset=UTF-8'],
  content: '{"name":"é"}',
}

/** Answers anything with it, and reads all that comes back on one connection. */
async function exchange(answer: WholeAnswer, requests: readonly string[], before: (ctx: Context) => void = () => {}) {
  const errors: unknown[] = []
  const app = new Koa()
  app.on('error', (error) => errors.push(error))
  app.use((ctx) => {
    beginVisit(ctx, { now: 0, requestId: 'r', source: null, random: randomBytes }, ['X-Request-Id', 'r'])
    before(ctx)
    sendWhole(ctx, answer)
  })
  const handle = app.callback()
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1') // A TCP server that listens has one.
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.write(requests.map((request) => `${request}\r\nHost: a\r\n`).join('\r\n') + 'Connection: close\r\n\r\n')
  await once(socket, 'close')
  expect(errors).toEqual([])
  return Buffer.concat(chunks).toString('utf8')
}

test('an answer goes out with its own fields and those of the visit', async () => {
  const text = await exchange(JSON_ANSWER, ['GET / HTTP/1.1'])
  const [head, body] = text.split('\r\n\r\n')
  expect(head?.split('\r\n')).toEqual([
    'HTTP/1.1 200 OK',
    'X-Request-Id: r',
    'Cache-Control: no-store',
    'Content-Type: application/json;charset=UTF-8',
    'Content-Length: 13',
    expect.stringMatching(/^Date: /),
    'Connection: close',
  ])
  expect(body).toBe('{"name":"é"}')
})

test('to HEAD it is the same without the body, and the next answer follows', async () => {
  const text = await exchange(JSON_ANSWER, ['HEAD / HTTP/1.1', 'GET / HTTP/1.1'])
  expect(text.match(/Content-Length: 13\r\n/g)).toHaveLength(2)
  expect(text.split('{"name"')).toHaveLength(2)
})

test('fields that were set on the response before go out as well', async () => {
  const text = await exchange(JSON_ANSWER, ['GET / HTTP/1.1'], (ctx) => {
    ctx.cookies.set('a', '1')
    ctx.cookies.set('b', '2')
    ctx.set('X-Frame-Options', 'DENY')
    ctx.set('cache-control', 'public')
  })
  expect(text.match(/^set-cookie: .*$/gim)).toHaveLength(2)
  expect(text).toContain('X-Frame-Options: DENY\r\n')
  expect(text.match(/^cache-control: .*$/gim)).toEqual(['Cache-Control: no-store'])
})

test('a server that drains closes the connection after it', async () => {
  const text = await exchange(JSON_ANSWER, ['GET / HTTP/1.1', 'GET / HTTP/1.1'], (ctx) => {
    ctx.res.setHeader('Connection', 'close')
  })
  expect(text.match(/^Connection: close\r$/gim)).toHaveLength(1)
  expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(1)
})

test.each([
  [303, 'Content-Length: 0'],
  [304, undefined],
  [204, undefined],
])('%i without content has the length %s', async (status, length) => {
  const text = await exchange({ status, headers: ['ETag', '"a"'], content: null }, ['GET / HTTP/1.1'])
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(text.match(/^content-length: .*$/im)?.[0]).toBe(length)
  expect(text).not.toMatch(/content-type|transfer-encoding/i)
})
