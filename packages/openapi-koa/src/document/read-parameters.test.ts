import { describe, expect, it } from 'vitest'
import type { RequestEntry } from '../runtime/operation-table.ts'
import type { DocumentWarning } from './document-warning.ts'
import { readDocument } from './read-document.ts'

type Read = { readonly request: RequestEntry; readonly warnings: readonly DocumentWarning[] }

function read(parameters: readonly object[], { path = '/x', shared = [] as readonly object[] } = {}): Read {
  const { entry, warnings } = readDocument({
    openapi: '3.1.0',
    paths: {
      [path]: {
        parameters: shared,
        get: { operationId: 'read', parameters, responses: { 204: { description: 'Nothing' } } },
      },
    },
    components: {
      schemas: { Page: { type: 'integer', default: 1 } },
      parameters: { Page: { name: 'page', in: 'query', schema: { $ref: '#/components/schemas/Page' } } },
    },
  })
  return { request: entry.operations['read']?.request ?? {}, warnings }
}

const string = { type: 'string' }
const strings = { type: 'array', items: string }
const object = { type: 'object', properties: { a: string } }

describe('what the table says of a parameter', () => {
  it('is no more than what differs from text in the ordinary style', () => {
    const { request } = read([
      { name: 'a', in: 'query', schema: string },
      { name: 'b', in: 'query', style: 'form', explode: true, required: true, schema: { type: 'integer' } },
      { name: 'c', in: 'query', style: 'pipeDelimited', explode: false, schema: strings },
      { name: 'd', in: 'header', style: 'simple', explode: true, schema: strings },
      { name: 'e', in: 'cookie', explode: false, allowEmptyValue: true, schema: strings },
      { name: 'f', in: 'query', allowEmptyValue: true, schema: string },
    ])
    expect(request).toEqual({
      query: {
        a: { schema: string },
        b: { schema: { type: 'integer' }, required: true, shape: 'number' },
        c: { schema: strings, shape: { items: 'string' }, style: 'pipeDelimited' },
        f: { schema: string, allowEmpty: true },
      },
      headers: { d: { schema: strings, shape: { items: 'string' }, explode: true } },
      cookies: { e: { schema: strings, shape: { items: 'string' }, explode: false } },
    })
  })

  it('is the default, too, where that stands behind a reference', () => {
    const { request } = read([{ $ref: '#/components/parameters/Page' }])
    expect(request.query).toEqual({
      page: { schema: { $ref: '#/$defs/Page', default: 1 }, shape: 'number' },
    })
  })

  it('is the operation’s own where the path has a parameter of the same name and place', () => {
    const { request } = read([{ name: 'a', in: 'query', schema: { type: 'integer' } }], {
      shared: [
        { name: 'a', in: 'query', schema: string },
        { name: 'a', in: 'header', schema: string },
      ],
    })
    expect(request).toEqual({
      query: { a: { schema: { type: 'integer' }, shape: 'number' } },
      headers: { a: { schema: string } },
    })
  })

  it('is nothing for the headers that are described in other ways', () => {
    const { request } = read(
      ['Accept', 'content-type', 'Authorization'].map((name) => ({ name, in: 'header', schema: string })),
    )
    expect(request).toEqual({})
  })

  it('is JSON or plain text for content', () => {
    const mixed = { type: ['integer', 'string'] }
    const { request } = read([
      { name: 'a', in: 'query', content: { 'application/vnd.x+json; charset=utf-8': { schema: object } } },
      { name: 'b', in: 'cookie', content: { 'text/plain': { schema: mixed } } },
      { name: 'c', in: 'query', content: { 'application/json': {} } },
    ])
    expect(request).toEqual({
      query: { a: { schema: object, json: true }, c: { schema: true, json: true } },
      cookies: { b: { schema: mixed, plain: true, shape: ['number', 'string'] } },
    })
  })
})

describe('refuses, with its place,', () => {
  it.each([
    ['a style of another place', { name: 'a', in: 'query', style: 'simple', schema: string }, ''],
    ['a style of a path in a header', { name: 'a', in: 'header', style: 'matrix', schema: string }, ''],
    ['a style of a query in a cookie', { name: 'a', in: 'cookie', style: 'deepObject', schema: object }, ''],
    ['a style that does not exist', { name: 'a', in: 'query', style: 'csv', schema: strings }, ''],
    ['content that is neither JSON nor text', { name: 'a', in: 'query', content: { 'application/xml': {} } }, ''],
    ['several contents', { name: 'a', in: 'query', content: { 'text/plain': {}, 'application/json': {} } }, ''],
    ['content that is empty', { name: 'a', in: 'query', content: {} }, ''],
    ['neither schema nor content', { name: 'a', in: 'query' }, ''],
    ['no name', { in: 'query', schema: string }, ''],
    ['no place', { name: 'a', schema: string }, ''],
    ['a place that does not exist', { name: 'a', in: 'body', schema: string }, ''],
    ['a name that no object can have', { name: '__proto__', in: 'query', schema: string }, ''],
    ['a schema that is none', { name: 'a', in: 'query', schema: 1 }, '/schema'],
  ])('%s', (_, parameter, below) => {
    expect(() => read([parameter])).toThrow(
      expect.objectContaining({ name: 'DocumentError', pointer: `#/paths/~1x/get/parameters/0${below}` }),
    )
  })
})

describe('warns of a value that OpenAPI defines no text for', () => {
  it.each<[string, string, boolean, object]>([
    ['query', 'deepObject', true, strings],
    ['query', 'deepObject', true, string],
    ['query', 'deepObject', false, object],
    ['query', 'deepObject', true, { type: 'object', properties: { a: object } }],
    ['query', 'deepObject', true, { type: 'object', properties: { a: strings } }],
    ['query', 'deepObject', true, { type: 'object', additionalProperties: object }],
    ['query', 'spaceDelimited', true, strings],
    ['query', 'pipeDelimited', false, string],
    ['query', 'form', true, { type: 'array', items: object }],
    ['path', 'simple', false, { type: 'array', items: strings }],
  ])('%s, %s, explode %s, %j', (place, style, explode, schema) => {
    const parameter = { name: 'a', in: place, required: true, style, explode, schema }
    const { warnings } = read([parameter], { path: place === 'path' ? '/{a}' : '/x' })
    const pointer = `#/paths/${place === 'path' ? '~1{a}' : '~1x'}/get/parameters/0`
    expect(warnings).toEqual([{ code: 'undefined-style', subject: 'a', pointer }])
  })

  it.each<[string, boolean | undefined, object]>([
    ['deepObject', undefined, object],
    ['deepObject', true, { type: 'object', additionalProperties: { type: 'integer' } }],
    ['spaceDelimited', false, object],
    ['pipeDelimited', undefined, strings],
    ['form', false, object],
    ['form', true, strings],
  ])('and of no other: %s, explode %s, %j', (style, explode, schema) => {
    expect(
      read([{ name: 'a', in: 'query', style, ...(explode !== undefined && { explode }), schema }]).warnings,
    ).toEqual([])
  })
})
