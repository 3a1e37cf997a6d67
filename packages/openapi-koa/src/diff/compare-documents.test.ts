import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type JsonObject, isObject } from '../document/json.ts'
import { type Breaks, RULES, type Rule } from './change.ts'
import { compareDocuments } from './compare-documents.ts'

/** A change, made at one place of the document below, and what is said of it. */
type Case = readonly [rule: Rule, what: string, path: string, before: unknown, after: unknown, breaks: Breaks]

const BASE = `
openapi: 3.1.0
info: { title: Books, version: '1' }
paths:
  /books/{id}:
    put:
      operationId: putBook
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: tag, in: query, schema: { type: string } }
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [title]
              properties: { title: { type: string, enum: [a, b] }, pages: { type: integer, maximum: 10 } }
      responses:
        '200':
          description: The book.
          headers: { ETag: { required: true, schema: { type: string } } }
          content:
            application/json:
              schema:
                type: object
                required: [title]
                properties: { title: { type: string, enum: [a, b] }, pages: { type: integer, maximum: 10 } }
        '404': { description: None. }
      security:
        - oauth: [read]
webhooks:
  bookReturned:
    post:
      operationId: bookReturned
      requestBody:
        content:
          application/json: { schema: { type: object, properties: { kind: { enum: [late] } } } }
      responses: { '204': { description: Heard. } }
components:
  securitySchemes:
    oauth:
      type: oauth2
      flows:
        authorizationCode:
          authorizationUrl: https://as.example/auth
          tokenUrl: https://as.example/token
          scopes: { read: Read., write: Write. }
    key: { type: apiKey, in: header, name: X-Key }
`

const PUT = 'paths./books/{id}.put'
const REQUEST = `${PUT}.requestBody.content.application/json.schema`
const OK = `${PUT}.responses.200`
const RESPONSE = `${OK}.content.application/json.schema`
const tag = (more: object) => ({ name: 'tag', in: 'query', schema: { type: 'string' }, ...more })
const oneOf = (...types: string[]) => ({ oneOf: types.map((type) => ({ type })) })
const flow = (more: object) => ({
  authorizationUrl: 'https://as.example/auth',
  tokenUrl: 'https://as.example/token',
  scopes: { read: 'Read.', write: 'Write.' },
  ...more,
})
const FLOW = 'components.securitySchemes.oauth.flows.authorizationCode'

const CASES: readonly Case[] = [
  ['operation-added', 'an operation', 'paths./new', undefined, { get: { responses: { 204: {} } } }, 'servers'],
  ['operation-added', 'a webhook', 'webhooks.new', undefined, { post: { responses: { 204: {} } } }, 'clients'],
  ['operation-removed', 'an operation', 'paths./old', { get: { responses: { 204: {} } } }, undefined, 'clients'],
  ['operation-removed', 'a webhook', 'webhooks.old', { post: { responses: { 204: {} } } }, undefined, 'servers'],
  ['operation-renamed', 'an id', `${PUT}.operationId`, 'putBook', 'replaceBook', 'neither'],
  ['parameter-added', 'optional', `${PUT}.parameters.2`, undefined, { name: 'x', in: 'query', schema: {} }, 'neither'],
  [
    'parameter-required',
    'a new one',
    `${PUT}.parameters.2`,
    undefined,
    { name: 'x', in: 'query', required: true, schema: {} },
    'clients',
  ],
  ['parameter-required', 'one that was optional', `${PUT}.parameters.1`, tag({}), tag({ required: true }), 'clients'],
  ['parameter-optional', 'one that was required', `${PUT}.parameters.1`, tag({ required: true }), tag({}), 'servers'],
  [
    'parameter-removed',
    'optional',
    `${PUT}.parameters.2`,
    { name: 'x', in: 'query', schema: {} },
    undefined,
    'clients',
  ],
  ['parameter-style', 'explode', `${PUT}.parameters.1`, tag({}), tag({ explode: false }), 'both'],
  [
    'parameter-style',
    'content',
    `${PUT}.parameters.1`,
    tag({}),
    { name: 'tag', in: 'query', content: { 'application/json': { schema: { type: 'string' } } } },
    'both',
  ],
  ['body-added', 'optional', `${PUT}.requestBody`, undefined, { content: {} }, 'servers'],
  ['body-required', 'a new one', `${PUT}.requestBody`, undefined, { required: true, content: {} }, 'clients'],
  ['body-required', 'one that was optional', `${PUT}.requestBody.required`, false, true, 'clients'],
  ['body-optional', 'one that was required', `${PUT}.requestBody.required`, true, false, 'servers'],
  ['body-removed', 'any', `${PUT}.requestBody`, { content: {} }, undefined, 'clients'],
  ['content-type-added', 'of a request', `${PUT}.requestBody.content.text/plain`, undefined, {}, 'servers'],
  ['content-type-added', 'of a response that had others', `${OK}.content.text/plain`, undefined, {}, 'neither'],
  [
    'content-type-added',
    'of a response that had none',
    `${PUT}.responses.404.content`,
    undefined,
    { 'text/plain': {} },
    'clients',
  ],
  ['content-type-removed', 'of a request', `${PUT}.requestBody.content.text/plain`, {}, undefined, 'clients'],
  ['content-type-removed', 'of a response', `${OK}.content.text/plain`, {}, undefined, 'clients'],
  ['status-added', 'a success', `${PUT}.responses.201`, undefined, {}, 'clients'],
  ['status-added', 'a redirect', `${PUT}.responses.303`, undefined, {}, 'clients'],
  ['status-added', 'an error, whose class every client knows', `${PUT}.responses.409`, undefined, {}, 'neither'],
  ['status-removed', 'a success', `${PUT}.responses.201`, {}, undefined, 'both'],
  ['status-removed', 'an error, which old servers go on to answer', `${PUT}.responses.409`, {}, undefined, 'servers'],
  ['header-added', 'optional', `${OK}.headers.X-A`, undefined, { schema: {} }, 'neither'],
  ['header-required', 'a new one', `${OK}.headers.X-A`, undefined, { required: true, schema: {} }, 'servers'],
  ['header-optional', 'one that was promised', `${OK}.headers.ETag.required`, true, false, 'clients'],
  ['header-dropped', 'one', `${OK}.headers.X-A`, { schema: {} }, undefined, 'clients'],
  ['security-alternative-added', 'a key', `${PUT}.security.1`, undefined, { key: [] }, 'servers'],
  ['security-alternative-added', 'nothing at all', `${PUT}.security.1`, undefined, {}, 'servers'],
  ['security-alternative-removed', 'a key', `${PUT}.security.1`, { key: [] }, undefined, 'clients'],
  ['security-scope-added', 'one more', `${PUT}.security.0.oauth`, ['read'], ['read', 'write'], 'clients'],
  ['security-scope-removed', 'one less', `${PUT}.security.0.oauth`, ['read', 'write'], ['read'], 'servers'],
  ['security-scope-renamed', 'of an operation', `${PUT}.security.0.oauth`, ['read'], ['books:read'], 'both'],
  ['security-scope-renamed', 'of a flow', `${FLOW}.scopes`, { read: 'R' }, { 'books:read': 'R' }, 'both'],
  ['security-scheme-changed', 'the place', 'components.securitySchemes.key.in', 'header', 'query', 'both'],
  [
    'oauth-endpoint-changed',
    'the token endpoint',
    `${FLOW}.tokenUrl`,
    'https://as.example/token',
    'https://as.example/t',
    'clients',
  ],
  [
    'oauth-endpoint-changed',
    'a new refresh endpoint',
    `${FLOW}.refreshUrl`,
    undefined,
    'https://as.example/r',
    'servers',
  ],
  [
    'oauth-flow-added',
    'one',
    'components.securitySchemes.oauth.flows.clientCredentials',
    undefined,
    flow({}),
    'servers',
  ],
  [
    'oauth-flow-removed',
    'one',
    'components.securitySchemes.oauth.flows.clientCredentials',
    flow({}),
    undefined,
    'clients',
  ],
  ['oauth-scope-added', 'one', `${FLOW}.scopes`, { a: '' }, { a: '', b: '' }, 'servers'],
  ['oauth-scope-removed', 'one', `${FLOW}.scopes`, { a: '', b: '' }, { a: '' }, 'clients'],
  ['type-widened', 'in a request', `${REQUEST}.properties.pages.type`, 'integer', ['integer', 'null'], 'servers'],
  ['type-widened', 'in a response', `${RESPONSE}.properties.pages.type`, 'integer', 'number', 'clients'],
  ['type-narrowed', 'in a request', `${REQUEST}.properties.pages.type`, 'number', 'integer', 'clients'],
  ['type-narrowed', 'in a response', `${RESPONSE}.properties.pages.type`, ['integer', 'null'], 'integer', 'servers'],
  ['enum-widened', 'in a request', `${REQUEST}.properties.title.enum`, ['a'], ['a', 'b'], 'servers'],
  ['enum-widened', 'in a response', `${RESPONSE}.properties.title.enum`, ['a'], ['a', 'b'], 'clients'],
  [
    'enum-widened',
    'in a webhook',
    'webhooks.bookReturned.post.requestBody.content.application/json.schema.properties.kind.enum',
    ['late'],
    ['late', 'lost'],
    'clients',
  ],
  ['enum-narrowed', 'in a request', `${REQUEST}.properties.title.enum`, ['a', 'b'], ['a'], 'clients'],
  ['enum-narrowed', 'in a response', `${RESPONSE}.properties.title.enum`, ['a', 'b'], ['a'], 'servers'],
  ['const-changed', 'of a header', `${OK}.headers.ETag.schema`, { const: 'a' }, { const: 'b' }, 'both'],
  ['bound-widened', 'in a request', `${REQUEST}.properties.pages.maximum`, 10, 20, 'servers'],
  ['bound-narrowed', 'in a request', `${REQUEST}.properties.pages.maximum`, 10, 5, 'clients'],
  ['bound-narrowed', 'one that is new', `${REQUEST}.properties.pages.minimum`, undefined, 1, 'clients'],
  ['bound-narrowed', 'in a response', `${RESPONSE}.properties.pages.maximum`, 10, 5, 'servers'],
  ['pattern-added', 'to a parameter', `${PUT}.parameters.1.schema.pattern`, undefined, '^a', 'clients'],
  ['pattern-removed', 'from a response', `${RESPONSE}.properties.title.format`, 'uuid', undefined, 'clients'],
  ['pattern-changed', 'anywhere', `${RESPONSE}.properties.title.pattern`, '^a', '^b', 'both'],
  ['property-added', 'to a request', `${REQUEST}.properties.isbn`, undefined, { type: 'string' }, 'neither'],
  ['property-required', 'in a request', `${REQUEST}.required`, ['title'], ['title', 'pages'], 'clients'],
  ['property-required', 'in a response', `${RESPONSE}.required`, ['title'], ['title', 'pages'], 'servers'],
  ['property-optional', 'in a request', `${REQUEST}.required`, ['title'], [], 'servers'],
  ['property-optional', 'in a response', `${RESPONSE}.required`, ['title'], [], 'clients'],
  ['property-removed', 'from a response', `${RESPONSE}.properties.isbn`, { type: 'string' }, undefined, 'clients'],
  ['object-closed', 'in a request', `${REQUEST}.additionalProperties`, undefined, false, 'clients'],
  ['object-opened', 'in a response', `${RESPONSE}.additionalProperties`, false, undefined, 'clients'],
  [
    'alternative-added',
    'to a response',
    `${RESPONSE}.properties.x`,
    oneOf('string'),
    oneOf('string', 'integer'),
    'clients',
  ],
  [
    'alternative-removed',
    'from a request',
    `${REQUEST}.properties.x`,
    oneOf('string', 'integer'),
    oneOf('string'),
    'clients',
  ],
  ['schema-changed', 'not', `${REQUEST}.not`, { type: 'string' }, { type: 'object' }, 'both'],
  ['default-changed', 'of a parameter', `${PUT}.parameters.1.schema.default`, 'a', 'b', 'both'],
  [
    'read-write-changed',
    'no longer sent to the server',
    `${REQUEST}.properties.pages.readOnly`,
    undefined,
    true,
    'clients',
  ],
  [
    'read-write-changed',
    'no longer sent to clients',
    `${RESPONSE}.properties.pages.writeOnly`,
    undefined,
    true,
    'clients',
  ],
]

/** The document with one value at a place; undefined takes it away. */
function withValue(path: string, value: unknown): JsonObject {
  const document: JsonObject = parse(BASE)
  // A path template and media types have no dots, names of schemas here neither.
  const steps = path.split('.')
  let holder: unknown = document
  for (const step of steps.slice(0, -1))
    holder = isObject(holder) || Array.isArray(holder) ? Reflect.get(holder, step) : undefined
  const last = steps.at(-1) ?? ''
  if (typeof holder !== 'object' || holder === null) throw new Error(`There is no ${path}.`)
  if (value !== undefined) Reflect.set(holder, last, value)
  else if (Array.isArray(holder)) holder.splice(Number(last), 1)
  else Reflect.deleteProperty(holder, last)
  return document
}

const node = (type: string) => ({
  type: 'object',
  properties: { value: { type }, next: { $ref: '#/components/schemas/Node' } },
})

describe('a change', () => {
  it.each(CASES)('%s: %s', (rule, _what, path, before, after, breaks) => {
    const found = compareDocuments(withValue(path, before), withValue(path, after))
    expect(found.map((change) => [change.rule, change.breaks])).toEqual([[rule, breaks]])
  })

  it('is tried here whatever kind it is of', () => {
    const tried = new Set(CASES.map(([rule]) => rule))
    expect(Object.keys(RULES).filter((rule) => !tried.has(rule as Rule))).toEqual([])
  })
})

describe('what is no change', () => {
  it('says nothing of two equal documents', () => {
    expect(compareDocuments(parse(BASE), parse(BASE))).toEqual([])
  })

  it.each([
    ['the name of a path parameter', '{id}', '{key}', 'name: id,', 'name: key,'],
    ['the case of a header', 'ETag:', 'etag:', '', ''],
    ['a parameter of a media type', 'application/json:', 'application/json; charset=utf-8:', '', ''],
    ['a description', 'The book.', 'It.', '', ''],
  ])('says nothing of %s', (_what, from, to, from2, to2) => {
    const after = BASE.replaceAll(from, to).replaceAll(from2 || '\0', to2)
    expect(compareDocuments(parse(BASE), parse(after))).toEqual([])
  })

  it('says nothing of a schema that moved behind a reference or into allOf', () => {
    const inline = parse(BASE)
    const moved = withValue(REQUEST, { $ref: '#/components/schemas/Book' })
    const book = {
      allOf: [
        { type: 'object', required: ['title'], properties: { title: { type: 'string', enum: ['a', 'b'] } } },
        { properties: { pages: { type: 'integer', maximum: 10 } } },
      ],
    }
    Reflect.set(Object(moved['components']), 'schemas', { Book: book })
    expect(compareDocuments(inline, moved)).toEqual([])
  })

  it('says nothing of a status that a range or the default covered before, when it answers the same', () => {
    const range = withValue(`${PUT}.responses.4XX`, { description: 'No.' })
    const named = withValue(`${PUT}.responses.4XX`, { description: 'No.' })
    Reflect.set(
      Object(Reflect.get(Object(Reflect.get(Object(named['paths']), '/books/{id}')), 'put').responses),
      '409',
      { description: 'Taken.' },
    )
    expect(compareDocuments(range, named)).toEqual([])
  })

  it('takes a value that may be null for what it was, however that is written', () => {
    const [old, fresh] = [{ type: ['string', 'null'] }, { nullable: true, allOf: [{ type: 'string' }] }]
    expect(
      compareDocuments(withValue(`${REQUEST}.properties.x`, old), withValue(`${REQUEST}.properties.x`, fresh)),
    ).toEqual([])
  })

  it('finds a value that a discriminator no longer maps, and one that is new', () => {
    const [before, after] = ['a', 'b'].map((value) =>
      withValue(REQUEST, {
        discriminator: { propertyName: 'kind', mapping: { [value]: '#/components/schemas/A' } },
        oneOf: [{ type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } }],
      }),
    )
    const found = compareDocuments(before ?? {}, after ?? {})
    expect(found.map(({ rule, breaks }) => [rule, breaks])).toEqual([
      ['enum-widened', 'servers'],
      ['enum-narrowed', 'clients'],
    ])
  })

  it('ends with schemas that refer to themselves', () => {
    const [before, after] = ['string', 'integer'].map((type) => {
      const document = withValue(REQUEST, { $ref: '#/components/schemas/Node' })
      Reflect.set(Object(document['components']), 'schemas', { Node: node(type) })
      return document
    })
    expect(compareDocuments(before ?? {}, after ?? {}).map(({ rule }) => rule)).toEqual([
      'type-widened',
      'type-narrowed',
    ])
  })
})
