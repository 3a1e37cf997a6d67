import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { directedDocument } from '../document/directed-document.ts'
import type { JsonObject } from '../document/json.ts'
import { arbitraryOfSchema } from './arbitrary-of-schema.ts'
import type { TextPlace } from './arbitrary-of-text.ts'
import { checkOf } from './check-schema.ts'
import { fillDefaults } from './fill-defaults.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

function schemaOf(schema: unknown, schemas: JsonObject = {}, openapi = '3.1.0') {
  const document = directedDocument({ openapi, components: { schemas: { ...schemas, Tried: schema } } }, 'toServer')
  return { document, schema: { $ref: 'document:#/components/schemas/Tried' } }
}

function sample(schema: unknown, place: TextPlace = 'json', schemas: JsonObject = {}, openapi = '3.1.0'): unknown[] {
  return fc.sample(arbitraryOfSchema(schemaOf(schema, schemas, openapi), { place }), { seed: 1, numRuns: 100 })
}

const Cat = { type: 'object', required: ['kind'], properties: { kind: { type: 'string' }, lives: { type: 'integer' } } }
const Tree = { type: 'object', required: ['children'], properties: { children: { type: 'array', items: ref('Tree') } } }

describe('100 values each fit', () => {
  test.for<[string, unknown]>([
    ['bounds', { type: 'integer', minimum: 3, exclusiveMaximum: 5 }],
    ['a multiple', { type: 'number', multipleOf: 0.5, maximum: 2 }],
    ['a pattern that leaves the length open', { type: 'string', pattern: '^[a-z]+$', minLength: 12 }],
    ['formats', { type: 'array', items: { type: 'string', format: 'date-time' }, minItems: 2, uniqueItems: true }],
    [
      'parts that say different things',
      {
        allOf: [
          { type: 'number', minimum: 1 },
          { type: 'integer', maximum: 9 },
        ],
      },
    ],
    ['exactly one', { oneOf: [{ type: 'string' }, { type: 'integer' }, { type: 'number', minimum: 5 }] }],
    [
      'either member',
      { type: 'object', properties: { a: {}, b: {} }, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    ],
    ['what refers to itself', ref('Tree')],
    ['nothing but its members', { ...Cat, additionalProperties: false }],
  ])('%s', ([, schema]) => {
    const fits = checkOf(schemaOf(schema, { Cat, Tree }))
    const made = sample(schema, 'json', { Cat, Tree })
    expect(made.filter((value) => !fits(value))).toEqual([])
    expect(new Set(made.map((value) => JSON.stringify(value))).size).toBeGreaterThan(1)
  })
})

test('the discriminator has a value of the mapping', () => {
  const schema = {
    oneOf: [ref('Cat')],
    discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
  }
  expect(sample(schema, 'json', { Cat })).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'cat' })]))
})

test('OpenAPI 3.0 says null in its own words, and members that are read only are not sent', () => {
  const schema = {
    type: 'object',
    required: ['a', 'id'],
    properties: { a: { type: 'string', nullable: true }, id: { readOnly: true } },
  }
  const made = sample(schema, 'json', {}, '3.0.3')
  expect(made).toContainEqual({ a: null })
  expect(made.filter((value) => Object.hasOwn(value as object, 'id'))).toEqual([]) // they are objects
})

test.for<[TextPlace, RegExp]>([
  ['path', /^(?!\.{0,2}$)/],
  ['header', /^([!-~]([ -~]*[!-~])?)?$/],
  ['cookie', /^[^\s"%,;\\]*$/],
])('in a %s stands only what can be written there', ([place, written]) => {
  for (const value of sample({ type: 'string' }, place)) expect(value).toMatch(written)
})

test('a text that looks like a number is not made where it could be one', () => {
  const made = sample({ oneOf: [{ type: 'integer' }, { type: 'string', enum: ['5', 'all'] }] }, 'query')
  expect(made).toContain('all')
  expect(made).not.toContain('5')
})

test('it says so when nothing fits', () => {
  expect(() => sample({ type: 'string', not: { type: 'string' } })).toThrow('Found no value')
})

test('defaults are filled in wherever members are declared', () => {
  const Page = {
    type: 'object',
    properties: { size: { default: 10 }, sort: { allOf: [{ type: 'string' }], default: 'up' } },
  }
  const schema = schemaOf({ allOf: [ref('Page'), { properties: { pages: { items: ref('Page') } } }] }, { Page })
  expect(fillDefaults(schema, { size: 1, pages: [{}] })).toEqual({
    size: 1,
    sort: 'up',
    pages: [{ size: 10, sort: 'up' }],
  })
})
