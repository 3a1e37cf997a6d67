import { describe, expect, it } from 'vitest'
import { sendRaw } from '../../fixtures/serve.ts'
import { serveDocument } from '../../testing/serve-document.ts'

const JSON_BODIES = `
openapi: 3.1.0
info: { title: Notes, version: '1' }
paths:
  /notes:
    post:
      operationId: addNote
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
      responses: { '204': { description: Added. } }
    put:
      operationId: replaceNote
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
      responses: { '204': { description: Replaced. } }
  /trees:
    post:
      operationId: plant
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Tree' } } } }
      responses: { '204': { description: Planted. } }
  /anything:
    post:
      operationId: take
      requestBody: { content: { application/json: {} } }
      responses: { '204': { description: Taken. } }
components:
  schemas:
    Note:
      type: object
      required: [id, text]
      properties:
        id: { type: integer, readOnly: true }
        text: { type: string }
        secret: { type: string, writeOnly: true }
        author:
          type: object
          properties: { name: { type: string }, joined: { type: string, readOnly: true } }
    Tree: { type: array, items: { $ref: '#/components/schemas/Tree' } }
`

function post(url: string, body: string, method = 'POST'): Promise<Response> {
  return fetch(url, { method, headers: { 'Content-Type': 'application/json' }, body })
}

describe('a JSON body', () => {
  it('arrives without its read-only members, whatever they are, and with its write-only ones', async () => {
    const served = await serveDocument(JSON_BODIES)
    const sent = { id: 'x', text: 'a', secret: 's', author: { name: 'b', joined: 3, else: 1 } }
    expect((await post(`${served.origin}/notes`, JSON.stringify(sent))).status).toBe(204)
    expect(served.requests.at(-1)?.['body']).toEqual({ text: 'a', secret: 's', author: { name: 'b', else: 1 } })
    expect((await post(`${served.origin}/notes`, '{"text":"a"}')).status).toBe(204)
  })

  it.each(['/trees', '/anything'])('that is nested 100,000 deep is answered at %s', async (path) => {
    const served = await serveDocument(JSON_BODIES, {}, { bodyLimitBytes: 1_000_000 })
    const nested = await post(`${served.origin}${path}`, `${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect(nested.status).toBe(path === '/trees' ? 400 : 204)
    const hidden = `${'[{"a":'.repeat(100_000)}{"__proto__":1}${'}]'.repeat(100_000)}`
    const refused = await post(`${served.origin}${path}`, hidden)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ place: 'body', reason: 'invalid' })
    expect((await post(`${served.origin}${path}`, '[[],[[]]]')).status).toBe(204)
    expect(served.errors).toEqual([])
  })

  it('that is optional may be announced by its type and then not be sent', async () => {
    const served = await serveDocument(JSON_BODIES)
    const head = ['Host: x', 'Content-Type: application/json', 'Content-Length: 0', 'Connection: close', '', '']
    expect(await sendRaw(served.port, 'PUT /notes HTTP/1.1', ...head)).toContain('HTTP/1.1 204 ')
    expect(served.requests.at(-1)).toMatchObject({ body: undefined })
    expect(served.requests.at(-1)).not.toHaveProperty('contentType')
    expect(await sendRaw(served.port, 'POST /notes HTTP/1.1', ...head)).toContain('"reason":"malformed"')
  })

  it('that nobody checks is whatever was sent, but JSON', async () => {
    const served = await serveDocument(JSON_BODIES, {}, { validate: { addNote: false } })
    await post(`${served.origin}/notes`, '[1,{"id":2}]')
    expect(served.requests.at(-1)).toMatchObject({ body: [1, { id: 2 }] })
    expect((await post(`${served.origin}/notes`, '{')).status).toBe(400)
    expect((await post(`${served.origin}/notes`, '{"__proto__":1}')).status).toBe(400)
  })

  it('keeps to the limit of its operation', async () => {
    const served = await serveDocument(JSON_BODIES, {}, { bodyLimitBytes: 30, bodyLimitBytesOf: { replaceNote: 100 } })
    const body = JSON.stringify({ text: 'a'.repeat(40) })
    expect((await post(`${served.origin}/notes`, body)).status).toBe(413)
    expect((await post(`${served.origin}/notes`, body, 'PUT')).status).toBe(204)
    expect((await post(`${served.origin}/notes`, JSON.stringify({ text: 'a'.repeat(90) }), 'PUT')).status).toBe(413)
  })
})
