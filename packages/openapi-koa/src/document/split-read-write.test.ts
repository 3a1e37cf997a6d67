import { describe, expect, it } from 'vitest'
import { type JsonObject, valueAt } from './json.ts'
import { READ_ONLY_MEMBERS, WRITE_ONLY_MEMBERS, splitReadWrite } from './split-read-write.ts'

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })
const text = { type: 'string' }
const id = { ...text, readOnly: true }
const secret = { ...text, writeOnly: true }
const user = { type: 'object', required: ['id', 'name', 'secret'], properties: { id, name: text, secret } }
const sent = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id, name: text },
  [WRITE_ONLY_MEMBERS]: ['secret'],
}
const received = {
  type: 'object',
  required: ['name', 'secret'],
  properties: { name: text, secret },
  [READ_ONLY_MEMBERS]: ['id'],
}

function splitSchemas(schemas: JsonObject): JsonObject {
  const { components } = splitReadWrite({ components: { schemas } })
  return (components as { schemas: JsonObject }).schemas // as given
}

const content = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } })

/** The schemas of a request and of its response, in a path item that has both. */
const exchange = (schema: JsonObject): JsonObject => ({
  post: { requestBody: content(schema), responses: { 200: content(schema) } },
})

it('makes two schemas of one, a server’s and a client’s', () => {
  expect(splitSchemas({ User: user, Name: text })).toEqual({ User: sent, UserWritable: received, Name: text })
})

it('leaves the document as it was, and a document without such members as it is', () => {
  const document = { paths: { '/': exchange(ref('User')) }, components: { schemas: { User: user } } }
  const before = structuredClone(document)
  splitReadWrite(document)
  expect(document).toEqual(before)
  const plain = { paths: { '/': exchange(text) } }
  expect(splitReadWrite(plain)).toEqual(plain)
})

const nested = (schema: JsonObject): JsonObject => ({
  allOf: [{ title: 'x' }],
  prefixItems: [schema],
  dependentSchemas: { a: schema },
  $defs: { a: schema },
})

describe('follows', () => {
  it('references to such schemas, also in circles and through several', () => {
    const schemas = {
      User: { properties: { id, friends: { items: ref('User') }, group: ref('Group') } },
      Group: { properties: { owner: ref('User') } },
      Other: { properties: { name: text } },
    }
    expect(splitSchemas(schemas)).toEqual({
      ...schemas,
      UserWritable: {
        properties: { friends: { items: ref('UserWritable') }, group: ref('GroupWritable') },
        [READ_ONLY_MEMBERS]: ['id'],
      },
      GroupWritable: { properties: { owner: ref('UserWritable') } },
    })
  })

  it.each(['items', 'additionalProperties', 'not', 'contains'])('%s', (keyword) => {
    expect(splitSchemas({ A: { [keyword]: user } })).toEqual({
      A: { [keyword]: sent },
      AWritable: { [keyword]: received },
    })
  })

  it('lists and maps of schemas', () => {
    expect(splitSchemas({ A: nested(user) })).toEqual({ A: nested(sent), AWritable: nested(received) })
  })

  it('a mark behind a reference or in a part', () => {
    const schemas = { Id: id, A: { properties: { a: ref('Id'), b: { allOf: [ref('Id')] }, c: text } } }
    expect(splitSchemas(schemas)['AWritable']).toEqual({ properties: { c: text }, [READ_ONLY_MEMBERS]: ['a', 'b'] })
  })

  it('references into schemas, and names with odd characters', () => {
    const schemas = {
      'a b': { properties: { user } },
      B: { items: { $ref: '#/components/schemas/a%20b/properties/user' } },
    }
    expect(splitSchemas(schemas)['BWritable']).toEqual({
      items: { $ref: '#/components/schemas/a%20bWritable/properties/user' },
    })
  })

  it('a discriminator’s mapping, by reference and by name', () => {
    const mapping = { a: '#/components/schemas/User', b: 'User', c: 'Other' }
    const schemas = { User: user, Any: { oneOf: [ref('User')], discriminator: { propertyName: 'k', mapping } } }
    expect(splitSchemas(schemas)['AnyWritable']).toEqual({
      oneOf: [ref('UserWritable')],
      discriminator: {
        propertyName: 'k',
        mapping: { a: ref('UserWritable')['$ref'], b: ref('UserWritable')['$ref'], c: 'Other' },
      },
    })
  })
})

it('requires a member in its own direction only, wherever that is said', () => {
  const parts = { required: ['id', 'name', 'secret'], allOf: [ref('User'), { required: ['id', 'secret', 'name'] }] }
  const schemas = splitSchemas({ User: user, Full: parts })
  expect(schemas['Full']).toEqual({ required: ['id', 'name'], allOf: [ref('User'), { required: ['id', 'name'] }] })
  expect(schemas['FullWritable']).toEqual({
    required: ['name', 'secret'],
    allOf: [ref('UserWritable'), { required: ['secret', 'name'] }],
  })
})

it('takes no name that another schema has', () => {
  expect(Object.keys(splitSchemas({ User: user, UserWritable: text }))).toEqual([
    'User',
    'UserWritable',
    'UserWritable_',
  ])
})

describe('by direction', () => {
  const components = { schemas: { User: user } }

  it('a request is the client’s, a response the server’s', () => {
    const { paths } = splitReadWrite({ paths: { '/': exchange(ref('User')), '/inline': exchange(user) }, components })
    expect(paths).toEqual({
      '/': { post: { requestBody: content(ref('UserWritable')), responses: { 200: content(ref('User')) } } },
      '/inline': { post: { requestBody: content(received), responses: { 200: content(sent) } } },
    })
  })

  it('with webhooks and callbacks it is the other way round', () => {
    const turned = { post: { requestBody: content(ref('User')), responses: { 200: content(ref('UserWritable')) } } }
    const callbacks = { called: { '{$url}': exchange(ref('User')) } }
    const split = splitReadWrite({
      openapi: '3.1.0',
      webhooks: { told: exchange(ref('User')) },
      paths: { '/': { post: { callbacks } } },
      components,
    })
    expect(split['webhooks']).toEqual({ told: turned })
    expect(valueAt(split, ['paths', '/', 'post', 'callbacks', 'called', '{$url}'])).toEqual(turned)
    const old = splitReadWrite({ openapi: '3.0.3', 'x-webhooks': { told: exchange(ref('User')) }, components })
    expect(old['x-webhooks']).toEqual({ told: turned })
  })

  it('parameters are the client’s, headers of responses the server’s', () => {
    const parameter = { name: 'p', in: 'query', schema: user }
    const { paths } = splitReadWrite({
      paths: { '/': { parameters: [parameter], get: { responses: { 200: { headers: { H: { schema: user } } } } } } },
    })
    expect(paths).toEqual({
      '/': {
        parameters: [{ ...parameter, schema: received }],
        get: { responses: { 200: { headers: { H: { schema: sent } } } } },
      },
    })
  })

  it('bodies, responses and path items of the components are followed', () => {
    const split = splitReadWrite({
      paths: { '/': { $ref: '#/components/pathItems/Item' } },
      components: {
        schemas: { User: user },
        pathItems: {
          Item: {
            post: {
              requestBody: { $ref: '#/components/requestBodies/Body' },
              responses: { 200: { $ref: '#/components/responses/Answer' } },
            },
          },
        },
        requestBodies: { Body: content(ref('User')), Unused: content(ref('User')) },
        responses: { Answer: content(ref('User')) },
      },
    })
    expect(split['components']).toMatchObject({
      requestBodies: { Body: content(ref('UserWritable')), Unused: content(ref('UserWritable')) },
      responses: { Answer: content(ref('User')) },
    })
  })

  it('what YAML’s aliases share is changed for each place', () => {
    const shared = structuredClone(user)
    const { paths } = splitReadWrite({ paths: { '/': exchange(shared) } })
    expect(paths).toEqual({ '/': { post: { requestBody: content(received), responses: { 200: content(sent) } } } })
  })
})
