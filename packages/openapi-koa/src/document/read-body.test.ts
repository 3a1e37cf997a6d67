import { describe, expect, it } from 'vitest'
import type { JsonObject } from './json.ts'
import { readDocument } from './read-document.ts'

const BYTES = { type: 'string', format: 'binary' }

function read(content: JsonObject, components: JsonObject = {}, openapi = '3.1.0') {
  const post = { operationId: 'a', requestBody: { content }, responses: { 204: { description: '' } } }
  const { entry, warnings } = readDocument({ openapi, info: {}, paths: { '/a': { post } }, components })
  return { content: entry.operations['a']?.request.body?.content, warnings: warnings.map(({ code }) => code) }
}

/** How the part `p` of a multipart body is read, but for the shape of its text. */
function partOf(schema: unknown, encoding?: JsonObject): unknown {
  const mediaType = {
    schema: { type: 'object', properties: { p: schema } },
    ...(encoding && { encoding: { p: encoding } }),
  }
  const { content } = read(
    { 'multipart/form-data': mediaType },
    { schemas: { Bytes: BYTES, Place: { type: 'object' } } },
  )
  const { shape: _, ...field } = content?.['multipart/form-data']?.fields?.['p'] ?? {}
  return field
}

describe('a part of a multipart body', () => {
  it.each<[string, unknown, JsonObject | undefined, unknown]>([
    ['text', { type: 'string' }, undefined, {}],
    ['a list of numbers', { type: 'array', items: { type: 'integer' } }, undefined, {}],
    ['bytes', BYTES, undefined, { file: 'one' }],
    ['bytes by reference', { $ref: '#/components/schemas/Bytes' }, undefined, { file: 'one' }],
    ['bytes or nothing', { anyOf: [BYTES, { type: 'null' }] }, undefined, { file: 'one' }],
    ['bytes or null', { type: ['string', 'null'], format: 'binary' }, undefined, { file: 'one' }],
    ['bytes by media type', { contentMediaType: 'image/png' }, undefined, { file: 'one' }],
    [
      'text that stands for bytes',
      { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' },
      undefined,
      {},
    ],
    [
      'bytes by encoding',
      {},
      { contentType: 'image/png, image/*' },
      { file: 'one', contentTypes: ['image/png', 'image/*'] },
    ],
    ['any number of bytes', { type: 'array', items: BYTES }, undefined, { file: 'many' }],
    [
      'any number of bytes by reference',
      { type: 'array', items: { $ref: '#/components/schemas/Bytes' } },
      undefined,
      { file: 'many' },
    ],
    ['an object', { $ref: '#/components/schemas/Place' }, undefined, { json: true }],
    [
      'text that is JSON',
      { type: 'string' },
      { contentType: 'application/json' },
      { json: true, contentTypes: ['application/json'] },
    ],
  ])('is %s', (_, schema, encoding, expected) => {
    expect(partOf(schema, encoding)).toEqual(expected)
  })

  it('is found in what the schema is made of', () => {
    const upload = { type: 'object', properties: { f: BYTES } }
    const schema = { allOf: [{ $ref: '#/components/schemas/Upload' }, { oneOf: [{ properties: { t: {} } }] }] }
    const { content } = read({ 'multipart/form-data': { schema } }, { schemas: { Upload: upload } })
    expect(content?.['multipart/form-data']?.fields).toMatchObject({ f: { file: 'one' }, t: {} })
  })
})

describe('what is not checked of a multipart body is told', () => {
  it('parts that have no name in the document', () => {
    const object = { type: 'object', additionalProperties: BYTES }
    const named = { ...object, properties: { p: {} } }
    expect(read({ 'multipart/form-data': { schema: named } }).warnings).toEqual(['undeclared-parts'])
    expect(read({ 'multipart/form-data': { schema: object } })).toMatchObject({ warnings: [] })
    expect(read({ 'multipart/form-data': { schema: object } }).content?.['multipart/form-data']).not.toHaveProperty(
      'fields',
    )
  })

  it('how long bytes are', () => {
    const bytes = { ...BYTES, minLength: 1, maxLength: 9, pattern: 'x' }
    const { content, warnings } = read({ 'multipart/form-data': { schema: { properties: { p: bytes } } } })
    expect(content?.['multipart/form-data']?.schema).toEqual({ properties: { p: BYTES } })
    expect(warnings).toEqual(['unchecked-bytes', 'unchecked-bytes', 'unchecked-bytes'])
  })
})

it('media types that differ in their parameters only are refused', () => {
  expect(() => read({ 'text/plain': {}, 'Text/Plain; charset=utf-8': {} })).toThrow('cannot be told apart')
})
