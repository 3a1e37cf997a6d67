import { describe, expect, it } from 'vitest'
import { readFixture } from '../fixtures/generate.ts'
import { DocumentError } from './document-error.ts'
import type { JsonObject } from './json.ts'
import { readOperations } from './read-operations.ts'

const done = { responses: { 204: { description: 'Done.' } } }

/** A document with one operation, at `POST /things/{id}`. */
function document(operation: JsonObject, more: JsonObject = {}): JsonObject {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
  return {
    openapi: '3.1.0',
    paths: { '/things/{id}': { parameters: [id], post: { operationId: 'a', ...done, ...operation } } },
    ...more,
  }
}

function query(schema: unknown, more: JsonObject = {}): JsonObject {
  return document({ parameters: [{ name: 'q', in: 'query', schema, ...more }] })
}

function form(schema: unknown, mediaType: JsonObject = {}): JsonObject {
  return document({ requestBody: { content: { 'application/x-www-form-urlencoded': { schema, ...mediaType } } } })
}

function refusal(input: JsonObject): { message: string; pointer: string } {
  try {
    readOperations(input)
  } catch (error) {
    if (error instanceof DocumentError) return { message: error.message, pointer: error.pointer }
    throw error
  }
  throw new Error('It was read.')
}

it('reads operations and webhooks in their order, references followed and path items merged', async () => {
  const models = readOperations(await readFixture())
  expect(models.map(({ kind, method, key, operationId }) => `${kind} ${method} ${key} ${operationId}`)).toEqual([
    'operation GET /books listBooks',
    'operation POST /books addBook',
    'operation GET /books/{book-id} get-book',
    'operation PUT /books/{book-id} describeBook',
    'operation GET /books/newest newestBook',
    'operation OPTIONS /books/newest newestBookOptions',
    'operation HEAD /books/newest newestBookHead',
    'operation POST /{branch}/loans/{reader} borrow',
    'operation GET /odd(path)*/{branch} oddPath',
    'webhook POST bookReturned bookReturned',
    'webhook GET readerArrived readerArrived',
  ])
})

it('lets a parameter of the operation replace one of its path item', () => {
  const [model] = readOperations(
    document({ parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }] }),
  )
  expect(model?.parameters.path).toEqual({ id: 'number' })
})

describe('the kind of a parameter', () => {
  it.each([
    [{ type: 'string' }, 'string'],
    [{}, 'string'],
    [true, 'string'],
    [{ type: 'integer' }, 'number'],
    [{ type: ['number', 'null'] }, 'number'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: ['integer', 'string'] }, 'string'],
    [{ const: 3 }, 'number'],
    [{ enum: [true] }, 'boolean'],
    [{ enum: ['a', 1] }, 'string'],
    [{ allOf: [{ minimum: 3 }, { type: 'integer' }] }, 'number'],
    [{ oneOf: [{ type: 'integer' }, { type: 'null' }] }, 'number'],
    [{ anyOf: [{ type: 'integer' }, { type: 'string', format: 'uuid' }] }, 'string'],
    [{ $ref: '#/paths/~1things~1{id}/parameters/0/schema' }, 'string'],
    [{ type: 'array', items: { type: 'integer' } }, 'number[]'],
    [{ type: 'array' }, 'string[]'],
  ])('of schema %j is %s', (schema, kind) => {
    expect(readOperations(query(schema))[0]?.parameters.query).toEqual({ q: kind })
  })

  it('of a form field is read from all alternatives', () => {
    const [model] = readOperations(
      form({
        oneOf: [
          { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } } },
          {
            allOf: [
              { properties: { a: { const: 'x' } } },
              { properties: { c: { type: 'array', items: { type: 'boolean' } } } },
            ],
          },
        ],
      }),
    )
    expect(model?.body?.content[0]?.parameters).toEqual({ a: 'string', b: 'number', c: 'boolean[]' })
  })
})

describe('what is not supported is refused by name and place', () => {
  const inPost = '#/paths/~1things~1{id}/post'
  it.each([
    ['a missing operationId', document({ operationId: undefined }), 'operationId', inPost],
    ['no responses', document({ responses: {} }), 'responses', inPost],
    ['an object in a query', query({ type: 'object' }), 'object', `${inPost}/parameters/q`],
    ['a list of lists', query({ type: 'array', items: { type: 'array' } }), 'array', `${inPost}/parameters/q`],
    ['a number or boolean', query({ type: ['number', 'boolean'] }), 'boolean', `${inPost}/parameters/q`],
    ['a parameter with content', query(undefined, { content: {} }), 'schema', `${inPost}/parameters/q`],
    ['a delimited list', query({ type: 'array' }, { explode: false }), 'list', `${inPost}/parameters/q`],
    ['a piped list', query({ type: 'array' }, { style: 'pipeDelimited' }), 'list', `${inPost}/parameters/q`],
    ['a list in a header', query({ type: 'array' }, { in: 'header' }), 'list', `${inPost}/parameters/q`],
    ['a parameter without a place', query({}, { in: 'body' }), 'place', inPost],
    ['a path parameter that the path lacks', query({}, { in: 'path' }), '{q}', inPost],
    ['a broken reference', query({ $ref: '#/nowhere' }), '#/nowhere', `${inPost}/parameters/q`],
    ['a reference to itself', query({ $ref: '#/x' }), 'itself', `${inPost}/parameters/q`],
    ['a reference into another file', query({ $ref: 'other.yaml' }), 'other.yaml', `${inPost}/parameters/q`],
    [
      'an object in a form',
      form({ properties: { a: { type: 'object' } } }),
      'object',
      `${inPost}/requestBody/content/application~1x-www-form-urlencoded/schema/a`,
    ],
    [
      'two types of one field',
      form({ oneOf: [{ properties: { a: { type: 'string' } } }, { properties: { a: { type: 'integer' } } }] }),
      'several types',
      `${inPost}/requestBody/content/application~1x-www-form-urlencoded`,
    ],
    [
      'an encoding',
      form({}, { encoding: {} }),
      'encoding',
      `${inPost}/requestBody/content/application~1x-www-form-urlencoded`,
    ],
    [
      'a body without a schema',
      form(undefined),
      'schema',
      `${inPost}/requestBody/content/application~1x-www-form-urlencoded`,
    ],
    [
      'media types that differ in a parameter',
      document({
        requestBody: { content: { 'text/plain': { schema: {} }, 'text/plain;charset=utf-8': { schema: {} } } },
      }),
      'told apart',
      inPost,
    ],
    [
      'a multipart body',
      document({ requestBody: { content: { 'multipart/form-data': { schema: {} } } } }),
      'multipart/form-data',
      `${inPost}/requestBody/content/multipart~1form-data`,
    ],
    [
      'a range of types',
      document({ requestBody: { content: { 'text/*': { schema: {} } } } }),
      'text/*',
      `${inPost}/requestBody/content/text~1*`,
    ],
  ])('%s', (_, input, word, pointer) => {
    const { message, pointer: where } = refusal({ ...input, x: { $ref: '#/x' } })
    expect(message).toContain(word)
    expect(where).toBe(pointer)
  })

  it('an undeclared path parameter', () => {
    const input = { paths: { '/things/{id}': { get: { operationId: 'a', ...done } } } }
    expect(refusal(input)).toEqual({
      message: 'The path parameter id is not declared.',
      pointer: '#/paths/~1things~1{id}/get',
    })
  })

  it('an operationId that is used twice', () => {
    const webhooks = { hook: { post: { operationId: 'a', ...done } } }
    expect(refusal(document({}, { webhooks }))).toMatchObject({ pointer: '#/webhooks/hook/post' })
  })
})
