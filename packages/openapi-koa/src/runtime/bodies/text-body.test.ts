import { describe, expect, it } from 'vitest'
import { serveDocument } from '../../testing/serve-document.ts'

const TEXTS = `
openapi: 3.1.0
info: { title: Streams, version: '1' }
paths:
  /texts:
    post:
      operationId: addText
      requestBody:
        required: true
        content:
          text/*: { schema: { type: string, maxLength: 5 } }
          text/x-number: { schema: { type: integer, minimum: 1 } }
          text/x-either: { schema: { anyOf: [{ type: integer }, { type: string, pattern: '^0' }] } }
          text/csv: { schema: { type: array, items: { type: string } } }
      responses: { '204': { description: Taken. } }
`

function send(url: string, contentType: string, content: string): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'Content-Type': contentType }, body: Buffer.from(content, 'latin1') })
}

describe('a text', () => {
  it.each([
    ['text/plain', 'Old', 'text/*', 'Old'],
    ['text/html; charset=UTF-8', '', 'text/*', ''],
    ['text/x-number', '12', 'text/x-number', 12],
    ['text/x-either', '12', 'text/x-either', 12],
    ['text/x-either', '012', 'text/x-either', '012'],
    ['text/csv', 'a,b', 'text/csv', 'a,b'],
  ])('sent as %s: %s', async (sent, content, contentType, body) => {
    const served = await serveDocument(TEXTS)
    expect((await send(`${served.origin}/texts`, sent, content)).status).toBe(204)
    expect(served.requests.at(-1)).toMatchObject({ contentType, body })
  })

  it.each([
    ['text/plain', 'longer', 400],
    ['text/x-number', 'x', 400],
    ['text/x-number', '0', 400],
    ['text/x-number', ' 1', 400],
    ['text/x-either', 'x', 400],
    ['text/plain', '\xff', 400],
    ['text/plain; charset=iso-8859-1', 'x', 415],
  ])('sent as %s is refused: %s', async (contentType, content, status) => {
    const served = await serveDocument(TEXTS)
    expect((await send(`${served.origin}/texts`, contentType, content)).status).toBe(status)
  })
})
