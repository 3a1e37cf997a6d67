import { expect, test } from 'vitest'
import { sendInTurn } from './in-turn.ts'
import { send } from './send.ts'
import { startTestServer } from './test-server.ts'

test('sends each request to the next place, in the name of the one origin', async () => {
  await using first = await startTestServer((request, response) => response.end(`first ${request.headers.host}`))
  await using second = await startTestServer((request, response) => response.end(`second ${request.headers.host}`))
  const inTurn = sendInTurn(send, 'http://hub.example', [first.origin, second.origin])
  const url = 'http://hub.example/acme?x=1'
  const answers = [await inTurn({ url }), await inTurn({ url }), await inTurn({ url })]
  expect(answers.map(({ body }) => body)).toEqual(['first hub.example', 'second hub.example', 'first hub.example'])
  expect(answers[1]?.request.url.href).toBe(url)
})

test('leaves other origins alone', async () => {
  await using elsewhere = await startTestServer((_request, response) => response.end('elsewhere'))
  const inTurn = sendInTurn(send, 'http://hub.example', ['http://127.0.0.1:1'])
  expect((await inTurn({ url: elsewhere.origin })).body).toBe('elsewhere')
})
