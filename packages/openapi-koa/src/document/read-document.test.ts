import { describe, expect, it } from 'vitest'
import { readFixture } from '../fixtures/generate.ts'
import { DocumentError } from './document-error.ts'
import type { JsonObject } from './json.ts'
import { readDocument } from './read-document.ts'

const responses = { 204: { description: 'Done.' } }
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

/** A document with one operation, at `POST /things/{id}`. */
function document(operation: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    openapi: '3.1.0',
    paths: { '/things/{id}': { parameters: [id], post: { operationId: 'a', responses, ...operation } } },
    ...more,
  }
}

function refusal(input: JsonObject): { message: string; pointer: string } {
  try {
    readDocument(input)
  } catch (error) {
    if (error instanceof DocumentError) return { message: error.message, pointer: error.pointer }
    throw error
  }
  throw new Error('It was read.')
}

it('reads each operation as one entry, path items merged and references followed', async () => {
  const { entry, warnings } = readDocument(await readFixture())
  expect(Object.entries(entry.operations).map(([name, { method, path }]) => `${name} ${method} ${path}`)).toEqual([
    'listBooks GET /books',
    'addBook POST /books',
    'get-book GET /books/{book-id}',
    'describeBook PUT /books/{book-id}',
    'newestBook GET /books/newest',
    'newestBookOptions OPTIONS /books/newest',
    'newestBookHead HEAD /books/newest',
    'borrow POST /{branch}/loans/{reader}',
    'oddPath GET /odd(path)*/{branch}',
  ])
  expect(entry.operations['describeBook']?.request.path).toEqual(entry.operations['get-book']?.request.path)
  expect(Object.keys(entry.webhooks)).toEqual(['bookReturned', 'readerArrived'])
  expect(Object.values(entry.webhooks).map(({ path }) => path)).toEqual([undefined, undefined])
  expect(warnings).toEqual([])
})

it('lets a parameter of the operation replace one of its path item', () => {
  const { entry } = readDocument(document({ parameters: [{ ...id, schema: { type: 'integer' } }] }))
  expect(entry.operations['a']?.request.path).toEqual({
    id: { schema: { type: 'integer' }, required: true, shape: 'number' },
  })
})

it('gives callbacks and webhooks no path and no security', () => {
  const post = { post: { responses, security: [{ key: [] }] } }
  const { entry } = readDocument(
    document(
      { callbacks: { done: { '{$request.body#/url}': post } } },
      {
        webhooks: { told: post },
        security: [{ key: [] }],
        components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'Key' } } },
      },
    ),
  )
  const bare = { method: 'POST', request: {}, responses: { 204: {} } }
  expect(entry.callbacks).toEqual({ postADone: bare })
  expect(entry.webhooks).toEqual({ postTold: bare })
  expect(entry.operations['a']?.security).toEqual([{ key: [] }])
})

it('says nothing about servers, tags, links, examples and extensions, which no request has to fit', () => {
  const links = { next: { operationId: 'a' } }
  const { warnings, entry } = readDocument(
    document(
      {
        tags: ['x'],
        summary: 'x',
        servers: [],
        externalDocs: { url: 'x' },
        'x-mine': 1,
        responses: { 204: { description: '', links }, 'x-more': 1 },
      },
      { servers: [{ url: 'https://example.com/v1' }], tags: [], externalDocs: { url: 'x' }, 'x-mine': {} },
    ),
  )
  expect(warnings).toEqual([])
  expect(entry.operations['a']).toMatchObject({ path: '/things/{id}', responses: { 204: {} } })
})

it('warns of a dialect of its own', () => {
  const dialect = { jsonSchemaDialect: 'https://example.com/dialect' }
  expect(readDocument(document({}, dialect)).warnings).toEqual([
    { code: 'unsupported-keyword', subject: 'jsonSchemaDialect', pointer: '#' },
  ])
  const base = { jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base' }
  expect(readDocument(document({}, base)).warnings).toEqual([])
})

it('warns of what a body says and nobody checks', () => {
  const list = { type: 'array', items: { type: 'string' } }
  const content = {
    'text/plain': { schema: list },
    'multipart/form-data': {
      schema: { type: 'object', properties: { part: { type: 'string' } } },
      encoding: { part: { headers: { 'X-Part': { schema: { type: 'string' } } } } },
    },
  }
  const at = '#/paths/~1things~1{id}/post/requestBody/content'
  expect(readDocument(document({ requestBody: { content } })).warnings).toEqual([
    { code: 'unchecked-text', subject: 'schema', pointer: `${at}/text~1plain/schema` },
    { code: 'unchecked-encoding', subject: 'part', pointer: `${at}/multipart~1form-data/encoding/part/headers` },
  ])
})

it.each(['3.0.0', '3.0.4', '3.1.0', '3.1.1'])('reads OpenAPI %s', (openapi) => {
  expect(Object.keys(readDocument({ ...document({}), openapi }).entry.operations)).toEqual(['a'])
})

describe('what is not supported is refused by name and place', () => {
  const at = '#/paths/~1things~1{id}/post'
  const query = (schema: unknown): JsonObject => document({ parameters: [{ name: 'q', in: 'query', schema }] })
  it.each([
    ['Swagger 2.0', { swagger: '2.0' }, 'OpenAPI 3.0 and 3.1 are supported; this is undefined.', '#/openapi'],
    ['OpenAPI 3.2', { openapi: '3.2.0' }, 'OpenAPI 3.0 and 3.1 are supported; this is "3.2.0".', '#/openapi'],
    ['no responses', document({ responses: {} }), 'Without responses its handler could answer nothing.', at],
    [
      'a status that is none',
      document({ responses: { 2000: {} } }),
      '2000 is no status: write 404, 4XX or default.',
      `${at}/responses/2000`,
    ],
    ['a broken reference', query({ $ref: '#/nowhere' }), '#/nowhere points to nothing.', `${at}/parameters/0/schema`],
    [
      'a reference to itself',
      { ...query({ $ref: '#/x' }), x: { $ref: '#/x' } },
      '#/x refers to itself.',
      `${at}/parameters/0/schema`,
    ],
    [
      'a reference into another file',
      query({ $ref: 'other.yaml' }),
      'other.yaml points out of the document.',
      `${at}/parameters/0/schema`,
    ],
    ['a schema that is none', query(3), 'A schema is an object or a boolean.', `${at}/parameters/0/schema`],
    [
      'schemas that are no list',
      query({ allOf: {} }),
      'Here stands a list of schemas.',
      `${at}/parameters/0/schema/allOf`,
    ],
    [
      'schemas without names',
      query({ properties: [] }),
      'Here schemas stand by name.',
      `${at}/parameters/0/schema/properties`,
    ],
  ])('%s', (_, input, message, pointer) => {
    expect(refusal(input)).toEqual({ message, pointer })
  })

  it('a path parameter that is not declared, or that the path lacks', () => {
    expect(refusal({ openapi: '3.1.0', paths: { '/things/{id}': { get: { operationId: 'a', responses } } } })).toEqual({
      message: 'The path parameter id is not declared.',
      pointer: '#/paths/~1things~1{id}/get',
    })
    expect(refusal(document({ parameters: [{ ...id, name: 'other' }] }))).toEqual({
      message: 'The path has no {other}.',
      pointer: at,
    })
  })
})
