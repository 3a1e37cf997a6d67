import { describe, expect, it } from 'vitest'
import { DocumentError } from './document-error.ts'
import type { JsonObject } from './json.ts'
import { type ReadDocument, readDocument } from './read-document.ts'
import { splitReadWrite } from './split-read-write.ts'

function read(responses: JsonObject, components: JsonObject = {}): ReadDocument {
  const get = { operationId: 'get', responses }
  return readDocument(splitReadWrite({ openapi: '3.1.0', paths: { '/': { get } }, components }))
}

function header(value: JsonObject): JsonObject {
  return { 200: { description: 'A header.', headers: { X: value } } }
}

function content(contentType: string, schema: unknown): JsonObject {
  return { 200: { description: 'Content.', content: { [contentType]: { schema } } } }
}

const page = { type: 'object', properties: { a: { type: 'integer' } } }

it('reads statuses, ranges and default, references followed', () => {
  const responses = {
    components: { responses: { No: { description: 'No.', content: { 'application/json': {} } } } },
  }
  const { entry, warnings } = read(
    {
      200: { description: 'Nothing.' },
      '4XX': { $ref: '#/components/responses/No' },
      default: {
        description: 'Pages.',
        content: { 'text/html;charset=UTF-8': { schema: { type: 'string' } }, 'image/*': {} },
      },
      'x-note': { description: 'Not a status.' },
    },
    responses.components,
  )
  expect(entry.operations['get']?.responses).toEqual({
    200: {},
    '4XX': { content: { 'application/json': {} } },
    default: { content: { 'text/html;charset=UTF-8': { schema: { type: 'string' } }, 'image/*': {} } },
  })
  expect(warnings).toEqual([])
})

it('reads headers with all that their text needs, without Content-Type', () => {
  const { entry } = read({
    200: {
      description: 'Headers.',
      headers: {
        'X-Ids': { required: true, schema: { type: 'array', items: { type: 'integer' } } },
        'X-Range': { explode: true, style: 'simple', schema: page },
        'X-Json': { content: { 'application/json': { schema: page } } },
        'X-Text': { content: { 'text/plain': { schema: { type: 'string' } } } },
        'content-type': { required: true, schema: { type: 'string' } },
      },
    },
  })
  expect(entry.operations['get']?.responses['200']?.headers).toEqual({
    'X-Ids': { schema: { type: 'array', items: { type: 'integer' } }, required: true, shape: { items: 'number' } },
    'X-Range': { schema: page, shape: { properties: { a: 'number' } }, explode: true },
    'X-Json': { schema: page, json: true },
    'X-Text': { schema: { type: 'string' } },
  })
})

describe('warns of what it leaves out', () => {
  it.each([
    [{ 100: { description: 'Wait.' }, 204: { description: 'Done.' } }, 'interim-status', '100', '/100'],
    [{ '1XX': { description: 'Wait.' }, 204: { description: 'Done.' } }, 'interim-status', '1XX', '/1XX'],
    [{ 204: { description: 'Done.', content: { 'text/plain': {} } } }, 'empty-status', '204', '/204/content'],
    [{ 304: { description: 'Same.', content: { 'text/plain': {} } } }, 'empty-status', '304', '/304/content'],
    [content('application/xml', page), 'unchecked-content', 'application/xml', '/200/content/application~1xml/schema'],
    [content('text/csv', { type: 'array' }), 'unchecked-content', 'text/csv', '/200/content/text~1csv/schema'],
    [
      content('text/event-stream', page),
      'unchecked-content',
      'text/event-stream',
      '/200/content/text~1event-stream/schema',
    ],
    [header({ schema: { type: 'array', items: page } }), 'undefined-style', 'X', '/200/headers/X'],
  ])('%j: %s', (responses, code, subject, pointer) => {
    const { warnings } = read(responses)
    expect(warnings).toEqual([{ code, subject, pointer: `#/paths/~1/get/responses${pointer}` }])
  })

  it.each([
    ['application/octet-stream', { type: 'string', format: 'binary' }],
    ['text/event-stream', { type: 'string' }],
    ['image/png', {}],
  ])('but not of %s, in which nothing is to be checked', (contentType, schema) => {
    const { entry, warnings } = read(content(contentType, schema))
    expect(warnings).toEqual([])
    expect(entry.operations['get']?.responses['200']).toEqual({ content: { [contentType]: {} } })
  })
})

it.each([
  [{}, 'Without responses its handler could answer nothing.', ''],
  [{ 101: { description: 'Only this.' } }, 'Without responses its handler could answer nothing.', ''],
  [{ 600: { description: 'No.' } }, '600 is no status: write 404, 4XX or default.', '/responses/600'],
  [{ '4xx': { description: 'No.' } }, '4xx is no status: write 404, 4XX or default.', '/responses/4xx'],
  [content('json', {}), 'json is no media type.', '/responses/200/content/json'],
  [header({ style: 'form', schema: {} }), 'Style form is not for this place; simple are.', '/responses/200/headers/X'],
  [
    header({ content: { 'application/xml': {} } }),
    'The content of a header is supported as JSON or plain text only.',
    '/responses/200/headers/X',
  ],
])('refuses %j', (responses, message, pointer) => {
  const run = () => read(responses)
  expect(run).toThrow(DocumentError)
  expect(run).toThrow(expect.objectContaining({ message, pointer: `#/paths/~1/get${pointer}` }))
})
