import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { serve } from '../../fixtures/serve.ts'
import { routerOf } from '../../testing/serve-document.ts'
import { InvalidResponse } from './invalid-response.ts'

const DOCUMENT = `
openapi: 3.1.0
info: { title: Answers, version: 1.0.0 }
paths:
  /:
    get:
      operationId: get
      responses:
        '200':
          description: One of each.
          headers:
            X-Total: { required: true, schema: { type: integer, minimum: 1 } }
            X-Ids: { schema: { type: array, items: { type: integer }, maxItems: 3 } }
            X-Open: { schema: { type: boolean } }
            X-Range: { schema: { $ref: '#/components/schemas/Range' } }
            X-Exploded: { explode: true, schema: { $ref: '#/components/schemas/Range' } }
            X-Json: { content: { application/json: { schema: { $ref: '#/components/schemas/Range' } } } }
            Set-Cookie: { schema: { type: string, pattern: '^session=' } }
          content:
            application/json: { schema: { $ref: '#/components/schemas/Page' } }
            application/vnd.page+json: { schema: { $ref: '#/components/schemas/Page' } }
            text/plain: { schema: { type: string, enum: [yes, no] } }
            text/csv: { schema: { type: integer } }
            application/xml: { schema: { $ref: '#/components/schemas/Page' } }
            image/*: { schema: { type: string } }
            text/event-stream: { schema: { $ref: '#/components/schemas/Page' } }
        '204': { description: Nothing., content: { text/plain: { schema: { type: string } } } }
        '302':
          description: Elsewhere.
          headers: { Location: { required: true, schema: { type: string, format: uri-reference } } }
        4XX: { description: No., content: { application/json: { schema: { type: array, items: { const: 4 } } } } }
        default: { description: Never mind., content: { application/json: { schema: { type: 'null' } } } }
components:
  schemas:
    Range: { type: object, required: [from], properties: { from: { type: integer }, to: { type: integer } } }
    Page:
      type: object
      required: [items]
      properties:
        items: { type: array, items: { $ref: '#/components/schemas/Item' } }
        at: { type: string, format: date-time }
    Item:
      type: object
      required: [id]
      properties:
        id: { type: integer }
        price: { type: number }
        secret: { type: string, writeOnly: true }
`

interface Answer {
  readonly status: number
  readonly headers?: Record<string, unknown>
  readonly contentType?: string
  readonly body?: unknown
}

/** Of all tests, so that schemas are compiled once. */
let next: Answer
const answer = (): never => next as never
const checking = routerOf(DOCUMENT, () => answer, { validateResponses: true })

async function answered(response: Answer, router = checking): Promise<{ status: number; errors: unknown[] }> {
  next = response
  const { origin, errors } = await serve((app) => app.use(router.routes()))
  const { status } = await fetch(origin, { redirect: 'manual' })
  return { status, errors }
}

const page = { contentType: 'application/json', body: { items: [{ id: 1 }] } }
function ok(more: object = {}, headers: object = {}): Answer {
  return { status: 200, headers: { 'X-Total': 3, ...headers }, ...page, ...more }
}

describe('an answer that the document has goes out', () => {
  it.each([
    ['JSON', ok()],
    ['JSON of another name', ok({ contentType: 'application/vnd.page+json' })],
    ['JSON with a parameter that the document leaves open', ok({ contentType: 'application/json; charset=utf-8' })],
    ['a date, which is text as JSON', ok({ body: { items: [], at: new Date(0) } })],
    ['a member that is undefined', ok({ body: { items: [{ id: 1, price: undefined }] } })],
    ['what has JSON of its own', ok({ body: { toJSON: () => ({ items: [] }) } })],
    ['text', ok({ contentType: 'text/plain', body: 'yes' })],
    ['a number as text', ok({ contentType: 'text/csv', body: 3 })],
    ['text that a handler wrote of an object', ok({ contentType: 'application/xml', body: '<page/>' })],
    ['bytes of a range', ok({ contentType: 'image/png', body: new Uint8Array(3) })],
    ['bytes under the name of JSON', ok({ body: Buffer.from('whatever') })],
    ['a stream', ok({ contentType: 'text/plain', body: Readable.from([Buffer.from('neither')]) })],
    ['events', ok({ contentType: 'text/event-stream', body: Readable.from(['data: 1\n\n']) })],
    ['lists', ok({}, { 'X-Ids': [1, 2, 3] })],
    ['an empty list', ok({}, { 'X-Ids': [] })],
    ['a boolean', ok({}, { 'X-Open': false })],
    ['an object', ok({}, { 'X-Range': { from: 1, to: 2 } })],
    ['an object, exploded', ok({}, { 'X-Exploded': { from: 1, to: undefined } })],
    ['a header that is JSON', ok({}, { 'X-Json': { from: 1, note: 'é\n' } })],
    ['a number that is text already', ok({}, { 'X-Total': '3' })],
    ['another spelling', ok({}, { 'X-Total': undefined, 'x-total': 3 })],
    ['a cookie', ok({}, { 'Set-Cookie': 'session=a' })],
    ['cookies', ok({}, { 'Set-Cookie': ['session=a', 'session=b'] })],
    ['no content', { status: 204 }],
    ['a redirect', { status: 302, headers: { Location: '/elsewhere' } }],
    ['one of a range', { status: 418, body: [4, 4] }],
    ['one of the rest', { status: 500, body: null }],
    ['one of the rest that never has content', { status: 304 }],
  ] satisfies [string, Answer][])('%s', async (_, response) => {
    expect(await answered(response)).toEqual({ status: response.status, errors: [] })
  })
})

describe('an answer that the document does not have is answered 500', () => {
  it.each([
    ['body.items.0.id is missing', ok({ body: { items: [{}] } }), ['body', 'items', 0, 'id']],
    ['body.items.1.id must be integer', ok({ body: { items: [{ id: 1 }, { id: 'x' }] } }), ['body', 'items', 1, 'id']],
    [
      'body.items.0.price must be number',
      ok({ body: { items: [{ id: 1, price: NaN }] } }),
      ['body', 'items', 0, 'price'],
    ],
    [
      'body.items.0.secret is never sent to clients',
      ok({ body: { items: [{ id: 1, secret: '?' }] } }),
      ['body', 'items', 0, 'secret'],
    ],
    ['body.at must match format "date-time"', ok({ body: { items: [], at: 'noon' } }), ['body', 'at']],
    ['body must be object', ok({ body: null }), ['body']],
    ['body is missing', ok({ body: undefined }), ['body']],
    ['body must be text, bytes or a stream of them', ok({ body: () => 1 }), ['body']],
    ['body must be text, bytes or a stream of them', ok({ contentType: 'application/xml', body: {} }), ['body']],
    ['body must be one of "yes", "no"', ok({ contentType: 'text/plain', body: 'maybe' }), ['body']],
    ['body must be integer', ok({ contentType: 'text/csv', body: 'a' }), ['body']],
    ['body can have no content', { status: 204, body: '' }, ['body']],
    ['body is not documented', { status: 302, headers: { Location: '/' }, body: 'x' }, ['body']],
    ['body.1 must be 4', { status: 404, body: [4, 5] }, ['body', 1]],
    ['body must be null', { status: 501, body: 0 }, ['body']],
    ['contentType is missing where the document has several', ok({ contentType: undefined }), ['contentType']],
    ['contentType is not documented', ok({ contentType: 'text/html', body: '' }), ['contentType']],
    ['contentType is not documented', ok({ contentType: 'image/*', body: '' }), ['contentType']],
    ['headers.X-Total is missing', ok({ headers: undefined }), ['headers', 'X-Total']],
    ['headers.X-Total must be integer', ok({}, { 'X-Total': 'x' }), ['headers', 'X-Total']],
    ['headers.X-Total must be >= 1', ok({}, { 'X-Total': 0 }), ['headers', 'X-Total']],
    ['headers.X-Ids.1 must be integer', ok({}, { 'X-Ids': [1, 'x'] }), ['headers', 'X-Ids', 1]],
    ['headers.X-Ids must NOT have more than 3 items', ok({}, { 'X-Ids': [1, 2, 3, 4] }), ['headers', 'X-Ids']],
    ['headers.X-Open must be boolean', ok({}, { 'X-Open': 'maybe' }), ['headers', 'X-Open']],
    ['headers.X-Range.from is missing', ok({}, { 'X-Range': { to: 1 } }), ['headers', 'X-Range', 'from']],
    [
      'headers.X-Exploded.to must be integer',
      ok({}, { 'X-Exploded': { from: 1, to: 'x' } }),
      ['headers', 'X-Exploded', 'to'],
    ],
    ['headers.X-Json.from is missing', ok({}, { 'X-Json': {} }), ['headers', 'X-Json', 'from']],
    [
      'headers.Set-Cookie.1 must match pattern "^session="',
      ok({}, { 'Set-Cookie': ['session=a', 'b=c'] }),
      ['headers', 'Set-Cookie', 1],
    ],
    ['headers.X-Other is not documented', ok({}, { 'X-Other': 'a' }), ['headers', 'X-Other']],
    ['headers.Content-Type is not documented', ok({}, { 'Content-Type': 'text/plain' }), ['headers', 'Content-Type']],
    [
      'headers.Location must match format "uri-reference"',
      { status: 302, headers: { Location: 'a b' } },
      ['headers', 'Location'],
    ],
  ] satisfies [string, Answer, unknown[]][])('%s', async (issue, response, path) => {
    const { status, errors } = await answered(response)
    expect(status).toBe(500)
    expect(errors).toEqual([expect.any(InvalidResponse)])
    expect(errors).toMatchObject([{ operationId: 'get', responseStatus: response.status, path }])
    expect(String(errors[0])).toBe(`InvalidResponse: get answered ${response.status}, and its ${issue}.`)
  })

  it('without a word about what was in it', async () => {
    const secret = 'hunter2\r\nfaked: line'
    const { errors } = await answered(ok({ body: { items: [{ id: secret }], [secret]: secret } }, { 'X-Total': 7 }))
    expect(JSON.stringify(errors) + String(errors[0])).not.toContain('hunter2')
  })

  it('and names odd members in one line', () => {
    expect(new InvalidResponse('get', 200, ['body', 'a\nb', 0], 'must be text').message).toBe(
      'get answered 200, and its body."a\\nb".0 must be text.',
    )
  })
})

it('is off unless it is switched on', async () => {
  const wrong = ok({ body: { items: 'none' } }, { 'X-Total': 'x', 'X-Other': 1 })
  expect(
    await answered(
      wrong,
      routerOf(DOCUMENT, () => answer),
    ),
  ).toEqual({ status: 200, errors: [] })
})
