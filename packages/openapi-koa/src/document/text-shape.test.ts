import { expect, it } from 'vitest'
import { shapeOf } from './text-shape.ts'

const document = {
  openapi: '3.1.0',
  components: {
    schemas: {
      Tree: { type: 'object', properties: { name: { type: 'string' }, child: { $ref: '#/components/schemas/Tree' } } },
      Count: { type: 'integer' },
    },
  },
}

it.each([
  ['text', { type: 'string' }, undefined],
  ['anything', {}, undefined],
  ['any schema', true, undefined],
  ['only null', { type: 'null' }, undefined],
  ['an integer', { type: 'integer' }, 'number'],
  ['a reference', { $ref: '#/components/schemas/Count' }, 'number'],
  ['a nullable number', { type: ['number', 'null'] }, 'number'],
  ['several types', { type: ['string', 'boolean', 'integer'] }, ['number', 'boolean', 'string']],
  ['alternatives', { oneOf: [{ type: 'string' }, { $ref: '#/components/schemas/Count' }] }, ['number', 'string']],
  ['parts', { allOf: [{ type: 'boolean' }, { description: 'On' }] }, 'boolean'],
  ['values', { enum: ['a', 1, null] }, ['number', 'string']],
  ['one value', { const: false }, 'boolean'],
  ['a list', { type: 'array', items: { type: 'integer' } }, { items: 'number' }],
  ['a list of anything', { type: 'array' }, { items: 'string' }],
  ['a list without a type', { items: { type: 'boolean' } }, { items: 'boolean' }],
  [
    'a tuple',
    { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }] },
    { items: ['number', 'string'] },
  ],
  [
    'lists of either',
    {
      anyOf: [
        { type: 'array', items: { type: 'integer' } },
        { type: 'array', items: { type: 'boolean' } },
      ],
    },
    { items: ['number', 'boolean'] },
  ],
  ['an object', { properties: { a: { type: 'integer' } } }, { properties: { a: 'number' } }],
  ['a closed object', { type: 'object', additionalProperties: false }, { properties: {} }],
  ['any object', { type: 'object' }, { properties: {}, additional: 'string' }],
  ['a map', { type: 'object', additionalProperties: { type: 'integer' } }, { properties: {}, additional: 'number' }],
  [
    'a map of patterns',
    {
      type: 'object',
      properties: { a: {} },
      patternProperties: { '^x-': { type: 'boolean' } },
      additionalProperties: false,
    },
    { properties: { a: 'string' }, additional: 'boolean' },
  ],
  [
    'an object of parts that share a member',
    {
      allOf: [
        { properties: { a: { type: 'string' } } },
        { properties: { a: { type: 'integer' }, b: { type: 'boolean' } } },
      ],
    },
    { properties: { a: ['number', 'string'], b: 'boolean' } },
  ],
  [
    'an object with a list',
    { type: 'object', properties: { a: { type: 'array', items: { type: 'integer' } } } },
    { properties: { a: { items: 'number' } } },
  ],
  [
    'an object that holds itself',
    { $ref: '#/components/schemas/Tree' },
    { properties: { name: 'string', child: 'string' } },
  ],
])('reads %s', (_, schema, shape) => {
  expect(shapeOf(document, schema, [])).toEqual(shape)
})
