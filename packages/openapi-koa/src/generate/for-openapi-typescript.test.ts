import { describe, expect, it } from 'vitest'
import { readFixture } from '../fixtures/generate.ts'
import { WarningList } from '../document/document-warning.ts'
import type { JsonObject } from '../document/json.ts'
import { nameOperations } from '../document/name-operations.ts'
import { forOpenapiTypescript } from './for-openapi-typescript.ts'
import { printTypes } from './print-types.ts'

const responses = { 204: { description: '' } }

function prepared(document: JsonObject): JsonObject {
  return forOpenapiTypescript(document, nameOperations(document, new WarningList()))
}

/** What openapi-typescript prints of it, without its remarks. */
async function typesOf(document: JsonObject): Promise<string> {
  const text = await printTypes({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {}, ...document })
  return text.replaceAll(/\/\*\*.*?\*\/\n/gs, '').replaceAll(/\s+/g, ' ')
}

it('leaves the document as it was', async () => {
  const document = await readFixture()
  const before = structuredClone(document)
  prepared(document)
  expect(document).toEqual(before)
})

it('keeps a header behind a reference optional unless it is required', async () => {
  const headers = {
    Trace: { $ref: '#/components/headers/Optional' },
    Location: { $ref: '#/components/headers/Required' },
  }
  const components = {
    headers: { Optional: { schema: { type: 'string' } }, Required: { required: true, schema: { type: 'string' } } },
    responses: { Moved: { description: '', headers } },
  }
  const moved = { 303: { description: '', headers }, 307: { $ref: '#/components/responses/Moved' } }
  const document = { paths: { '/': { get: { operationId: 'a', responses: moved } } }, components }
  const inlined = { Trace: { schema: { type: 'string' } }, Location: { $ref: '#/components/headers/Required' } }
  expect(prepared(document)).toMatchObject({
    paths: {
      '/': { get: { responses: { 303: { headers: inlined }, 307: { $ref: '#/components/responses/Moved' } } } },
    },
    components: { responses: { Moved: { headers: inlined } } },
  })
  const types = await typesOf(document)
  expect(types).toContain('headers: { Trace?: string; Location: components["headers"]["Required"];')
})

it('names operations that have no name, webhooks and callbacks among them', async () => {
  const types = await typesOf({
    paths: { '/things/{id}': { post: { responses, callbacks: { done: { '{$url}': { put: { responses } } } } } } },
    webhooks: { told: { post: { responses } } },
  })
  const operations = types.slice(types.indexOf('export interface operations'))
  expect([...operations.matchAll(/ (\w+): \{ parameters:/g)].map(([, name]) => name)).toEqual([
    'postThingsById',
    'postTold',
    'putPostThingsByIdDone',
  ])
})

it('types the x-webhooks of OpenAPI 3.0', async () => {
  const types = await typesOf({
    openapi: '3.0.3',
    'x-webhooks': { told: { post: { operationId: 'tell', responses } } },
  })
  expect(types).toContain('tell: { parameters:')
})

it('takes a parameter with a default for one that is there', async () => {
  const page = { name: 'page', in: 'query', schema: { type: 'integer', default: 1 } }
  const types = await typesOf({
    paths: {
      '/': {
        parameters: [{ $ref: '#/components/parameters/Page' }],
        get: { operationId: 'a', responses, parameters: [{ ...page, name: 'own' }] },
      },
    },
    components: { parameters: { Page: page } },
  })
  expect(types).toContain('a: { parameters: { query: { page: number; own: number; };')
})

const upload = (file: JsonObject, encoding: JsonObject = {}): JsonObject => ({
  paths: {
    '/': {
      post: {
        operationId: 'a',
        responses,
        requestBody: {
          content: { 'multipart/form-data': { schema: { type: 'object', properties: { file } }, encoding } },
        },
      },
    },
  },
})

describe('bytes', () => {
  it.each([
    ['by their format', { type: 'string', format: 'binary' }, {}, 'file?: Binary;'],
    ['by their media type', { contentMediaType: 'image/png' }, {}, 'file?: Binary;'],
    [
      'by the encoding of their part',
      { type: 'string' },
      { file: { contentType: 'image/png, image/*' } },
      'file?: Binary;',
    ],
    ['in a list', { type: 'array', items: { type: 'string', format: 'binary' } }, {}, 'file?: Binary[];'],
    ['that may be null', { type: ['string', 'null'], format: 'binary' }, {}, 'file?: Binary | null;'],
  ])('are told %s, and have a type that is imported', async (_, file, encoding, printed) => {
    const types = await typesOf(upload(file, encoding))
    expect(types).toContain(printed)
    expect(types).toMatch(/^import type \{ Binary \} from '@identity-hub\/openapi-koa' /)
  })

  it('are not what is text or JSON', async () => {
    const types = await typesOf(
      upload({ type: 'string' }, { file: { contentType: 'text/plain, application/vnd.x+json' } }),
    )
    expect(types).toContain('file?: string;')
    expect(types).not.toContain('Binary')
  })
})

it('imports nothing for a schema that is called Binary', async () => {
  expect(await typesOf({ components: { schemas: { Binary: { type: 'string' } } } })).not.toContain('import')
})

it('marks as bytes what a multipart body says in other ways, and there only', async () => {
  const Upload = {
    type: 'object',
    properties: {
      photo: { contentMediaType: 'image/png' },
      papers: { type: 'array', items: { type: 'string', contentMediaType: 'application/pdf' } },
      icon: { type: 'string' },
    },
  }
  const schema = { $ref: '#/components/schemas/Upload' }
  const content = {
    'multipart/form-data': { schema: { allOf: [schema] }, encoding: { icon: { contentType: 'image/*' } } },
    'application/json': { schema },
  }
  const types = await typesOf({
    paths: { '/': { post: { operationId: 'a', responses, requestBody: { content } } } },
    components: { schemas: { Upload } },
  })
  expect(types).toContain('"multipart/form-data": { photo?: Binary; papers?: Binary[]; icon?: Binary; };')
  expect(types).toContain('"application/json": components["schemas"]["Upload"]')
  expect(types).toContain('Upload: { photo?: unknown; papers?: string[]; icon?: string; };')
})
