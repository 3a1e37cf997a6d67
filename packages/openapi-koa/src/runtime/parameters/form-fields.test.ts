import { expect, it } from 'vitest'
import { type ServedDocument, serveDocument } from '../../testing/serve-document.ts'

async function serveForm(properties: string, encoding = '{}'): Promise<ServedDocument> {
  return await serveDocument(`
    openapi: 3.1.0
    paths:
      /x:
        post:
          operationId: write
          requestBody:
            required: true
            content:
              application/x-www-form-urlencoded:
                schema: { type: object, properties: ${properties} }
                encoding: ${encoding}
          responses: { '204': { description: Nothing } }
  `)
}

/** What the handler got, or why it was not called. */
async function post({ origin, requests, errors }: ServedDocument, body: string): Promise<unknown> {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const answer = await fetch(`${origin}/x`, { method: 'POST', headers, body })
  expect(errors).toEqual([])
  if (answer.status === 204) return requests.at(-1)?.['body']
  const { reason, path }: { reason: unknown; path: unknown } = JSON.parse(await answer.text())
  return { reason, path }
}

const LIST = '{ type: array, items: { type: integer } }'
const OBJECT = '{ type: object, required: [R], properties: { R: { type: integer }, G: { type: string } } }'

it.each([
  [LIST, '{}', 'a=1&a=2', [1, 2]],
  [LIST, '{ a: { explode: false } }', 'a=1,2', [1, 2]],
  [LIST, '{ a: { style: spaceDelimited } }', 'a=1+2%203', [1, 2, 3]],
  [LIST, '{ a: { style: pipeDelimited } }', 'a=1|2%7C3', [1, 2, 3]],
  [LIST, '{ a: { contentType: application/json } }', 'a=[1,2]', [1, 2]],
  [OBJECT, '{}', 'a={"R":1,"G":"%2B+"}', { R: 1, G: '+ ' }],
  [OBJECT, '{ a: { style: form } }', 'R=1&G=x', { R: 1, G: 'x' }],
  [OBJECT, '{ a: { style: form, explode: false } }', 'a=R,1,G,x%2Cy', { R: 1, G: 'x,y' }],
  [OBJECT, '{ a: { style: deepObject, explode: true } }', 'a[R]=1&a%5BG%5D=x', { R: 1, G: 'x' }],
  [
    '{ type: array, items: { type: object, properties: { b: { type: integer } } } }',
    '{}',
    'a={"b":1}&a={"b":2}',
    [{ b: 1 }, { b: 2 }],
  ],
  ['{ oneOf: [{ type: integer, maximum: 9 }, { type: string }] }', '{}', 'a=10', '10'],
  ['{ type: boolean, default: true }', '{}', 'b=1', true],
])('a field %s with encoding %s takes %s apart', async (schema, encoding, body, value) => {
  expect(await post(await serveForm(`{ a: ${schema} }`, encoding), body)).toEqual({ a: value })
})

it.each([
  [LIST, '{ a: { explode: false } }', 'a=1,x', 'invalid', ['a', 1]],
  [LIST, '{ a: { explode: false } }', 'a=1&a=2', 'repeated', ['a']],
  [OBJECT, '{}', 'a=R', 'malformed', ['a']],
  [OBJECT, '{}', 'a={}', 'missing', ['a', 'R']],
  [OBJECT, '{ a: { style: deepObject, explode: true } }', 'a[R]=1&a[R]=2', 'repeated', ['a', 'R']],
  [OBJECT, '{ a: { style: deepObject, explode: true } }', 'a[G]=x', 'missing', ['a', 'R']],
])('a field %s with encoding %s refuses %s as %s', async (schema, encoding, body, reason, path) => {
  expect(await post(await serveForm(`{ a: ${schema} }`, encoding), body)).toEqual({ reason, path })
})
