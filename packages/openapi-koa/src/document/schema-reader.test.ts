import { describe, expect, it } from 'vitest'
import { readSchema } from '../testing/read-schema.ts'
import type { JsonObject } from './json.ts'
import {
  ANNOTATION_KEYWORDS,
  CHECKED_FORMATS,
  DATA_KEYWORDS,
  READ_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
  UNSUPPORTED_KEYWORDS,
} from './schema-keywords.ts'

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })
const defs = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` })
const text = { type: 'string' }
const in30 = { openapi: '3.0.3' }

describe('keywords', () => {
  it.each([...SCHEMA_KEYWORDS])('%s is read with the schema under it', (keyword) => {
    expect(readSchema({ [keyword]: { ...text, title: 'T' } })).toMatchObject({
      schema: { [keyword]: text },
      warnings: [],
    })
    expect(readSchema({ [keyword]: false }).schema).toMatchObject({ [keyword]: false })
  })

  it.each([...SCHEMA_MAP_KEYWORDS])('%s is read with the schemas under it by name', (keyword) => {
    const { schema, warnings } = readSchema({ [keyword]: { title: { ...text, title: 'T' }, b: true } })
    expect({ schema, warnings }).toEqual({ schema: { [keyword]: { title: text, b: true } }, warnings: [] })
  })

  it.each([...SCHEMA_LIST_KEYWORDS])('%s is read with the schemas in its list', (keyword) => {
    const { schema, warnings } = readSchema({ [keyword]: [{ ...text, title: 'T' }, true] })
    expect({ schema, warnings }).toEqual({ schema: { [keyword]: [text, true] }, warnings: [] })
  })

  it.each([...DATA_KEYWORDS])('%s is taken as it is', (keyword) => {
    const value = keyword === 'format' ? 'date' : keyword === 'pattern' ? '^a' : { $ref: 'data, no reference' }
    const { schema, warnings } = readSchema({ [keyword]: value })
    expect({ schema, warnings }).toEqual({ schema: { [keyword]: value }, warnings: [] })
  })

  it.each([...ANNOTATION_KEYWORDS, 'x-mine'])('%s is for people and left out', (keyword) => {
    const { schema, warnings } = readSchema({ ...text, [keyword]: { deep: 1 } })
    expect({ schema, warnings }).toEqual({ schema: text, warnings: [] })
  })

  it.each([...UNSUPPORTED_KEYWORDS])('%s is not followed, which is told', (keyword) => {
    const { schema, warnings } = readSchema({ items: { ...text, [keyword]: {} } })
    expect(schema).toEqual({ items: text })
    expect(warnings).toEqual([{ code: 'unsupported-keyword', subject: keyword, pointer: `#/here/items/${keyword}` }])
  })

  it('that nobody knows are told, once for each place', () => {
    const { warnings } = readSchema({ allOf: [{ minLenght: 1 }, ref('A'), ref('A')] }, { A: { typ: 'string' } })
    expect(warnings).toEqual([
      { code: 'unknown-keyword', subject: 'minLenght', pointer: '#/here/allOf/0/minLenght' },
      { code: 'unknown-keyword', subject: 'typ', pointer: '#/components/schemas/A/typ' },
    ])
  })

  it.each([{ contains: text }, { anyOf: [{ items: text }] }, { allOf: [{ oneOf: [{ prefixItems: [text] }] }] }])(
    'unevaluatedItems beside what chooses items is left out, which is told: %j',
    (beside) => {
      const { schema, warnings } = readSchema({ ...beside, unevaluatedItems: false })
      expect(schema).toEqual(beside)
      expect(warnings).toEqual([
        { code: 'unchecked-unevaluated-items', subject: 'unevaluatedItems', pointer: '#/here' },
      ])
    },
  )

  it('if without then has itself for one, since the validator passes over an if alone', () => {
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    expect(readSchema({ if: text, else: false }).schema).toEqual({ if: text, then: text, else: false })
  })

  it('enum without values is refused', () => {
    expect(() => readSchema({ enum: [] })).toThrow('No value fits an enum without values.')
  })

  it('stand in one list only', () => {
    const lists = [
      SCHEMA_KEYWORDS,
      SCHEMA_MAP_KEYWORDS,
      SCHEMA_LIST_KEYWORDS,
      DATA_KEYWORDS,
      ANNOTATION_KEYWORDS,
      READ_KEYWORDS,
    ]
    const all = [...lists, UNSUPPORTED_KEYWORDS].flatMap((list) => [...list])
    expect(all).toHaveLength(new Set(all).size)
  })
})

describe('formats and patterns', () => {
  it.each([...CHECKED_FORMATS])('the format %s is kept', (format) => {
    expect(readSchema({ format })).toMatchObject({ schema: { format }, warnings: [] })
  })

  it('a format that nobody here knows is left out, which is told', () => {
    const { schema, warnings } = readSchema({ ...text, format: 'isbn' })
    expect(schema).toEqual(text)
    expect(warnings).toEqual([{ code: 'unknown-format', subject: 'isbn', pointer: '#/here/format' }])
  })

  it.each([String.raw`^\p{L}+$`, String.raw`^[\w.\-]+@x$`])('the pattern %s is kept', (pattern) => {
    expect(readSchema({ pattern })).toMatchObject({ schema: { pattern }, warnings: [] })
  })

  it.each(['(', '(?i)a', 3])('the pattern %j is none of JavaScript and left out, which is told', (pattern) => {
    const { schema, warnings } = readSchema({ pattern })
    expect(schema).toEqual({})
    expect(warnings).toEqual([
      { code: 'pattern-not-regular-expression', subject: String(pattern), pointer: '#/here/pattern' },
    ])
  })
})

describe('references', () => {
  it('gather what they lead to under names, once, in alphabetical order', () => {
    const components = { B: ref('A'), A: text, C: { properties: { a: ref('A') } }, Unused: text }
    const { schema, definitions } = readSchema({ anyOf: [ref('C'), ref('B'), ref('A')] }, components)
    expect(schema).toEqual({ anyOf: [defs('C'), defs('A'), defs('A')] })
    expect(Object.entries(definitions)).toEqual([
      ['A', text],
      ['C', { properties: { a: defs('A') } }],
    ])
  })

  it('may lead back to where they stand', () => {
    const components = { Tree: { properties: { parent: ref('Tree'), children: { items: ref('Tree') } } } }
    const { definitions } = readSchema(ref('Tree'), components)
    expect(definitions).toEqual({ Tree: { properties: { parent: defs('Tree'), children: { items: defs('Tree') } } } })
  })

  it('may lead into other places of the document', () => {
    const components = {
      A: { properties: { id: text, 'odd/na~me %': { type: 'integer' } }, $defs: { Inner: { const: 1 } } },
    }
    const { schema, definitions } = readSchema(
      {
        allOf: [
          { $ref: '#/components/schemas/A/properties/id' },
          { $ref: '#/components/schemas/A/properties/odd~1na~0me%20%25' },
          { $ref: '#/components/schemas/A/$defs/Inner' },
          { $ref: '#/here/schema/0' },
        ],
      },
      components,
      { here: { schema: [{ const: 2 }] } },
    )
    expect(schema).toEqual({
      allOf: [
        defs('components.schemas.A.properties.id'),
        defs('components.schemas.A.properties.odd_na_me_'),
        defs('components.schemas.A._defs.Inner'),
        defs('here.schema.0'),
      ],
    })
    expect(Object.values(definitions)).toEqual([{ const: 1 }, text, { type: 'integer' }, { const: 2 }])
  })

  it('may have names with odd characters', () => {
    const name = 'a/b~c d%ü'
    const { schema, definitions } = readSchema({ $ref: '#/components/schemas/a~1b~0c%20d%25ü' }, { [name]: text })
    expect(definitions).toEqual({ [name]: text })
    expect(schema).toEqual({ $ref: `#/$defs/${encodeURIComponent('a~1b~0c d%ü')}` })
  })

  it('give two places two names', () => {
    const components = { 'a.b': text, a: { properties: { b: true } } }
    const { definitions } = readSchema({ allOf: [ref('a.b'), { $ref: '#/a.b' }, { $ref: '#/a/b' }] }, components, {
      'a.b': { const: 1 },
      a: { b: { const: 2 } },
    })
    expect(definitions).toEqual({ 'a.b': text, 'a.b_': { const: 1 }, 'a.b__': { const: 2 } })
  })

  it('may lead to true and false', () => {
    expect(readSchema({ allOf: [ref('Any'), ref('None')] }, { Any: true, None: false }).definitions).toEqual({
      Any: true,
      None: false,
    })
  })

  it('keep what stands beside them, also on the way', () => {
    const components = { Short: { ...ref('Text'), maxLength: 3 }, Text: text, Alias: { ...ref('Short'), title: 'A' } }
    const { schema, definitions } = readSchema({ ...ref('Alias'), minLength: 1 }, components)
    expect(schema).toEqual({ ...defs('Short'), minLength: 1 })
    expect(definitions).toEqual({ Short: { ...defs('Text'), maxLength: 3 }, Text: text })
  })

  it('are refused when they lead nowhere or in a circle', () => {
    const circle = { A: ref('B'), B: ref('A') }
    expect(() => readSchema(ref('A'), circle)).toThrow('#/components/schemas/A refers to itself.')
    expect(() => readSchema(ref('None'))).toThrow('#/components/schemas/None points to nothing.')
    expect(() => readSchema({ $ref: '#anchor' })).toThrow('#anchor points out of the document.')
  })
})

describe('a default', () => {
  it('behind references and in parts is put where the validator looks for it', () => {
    const components = { Size: { type: 'integer', default: 3 }, Big: { allOf: [ref('Size'), { minimum: 9 }] } }
    const { schema } = readSchema(
      { properties: { a: ref('Size'), b: ref('Big'), c: { ...ref('Size'), default: 5 } } },
      components,
    )
    expect(schema).toEqual({
      properties: {
        a: { ...defs('Size'), default: 3 },
        b: { ...defs('Big'), default: 3 },
        c: { ...defs('Size'), default: 5 },
      },
    })
  })

  it('is left out where alternatives are only tried, and filled in by the one that fits', () => {
    const components = { A: { properties: { size: { default: 1 } } }, B: text }
    const { schema, definitions } = readSchema({ anyOf: [ref('A'), ref('B')] }, components)
    expect(schema).toEqual({
      anyOf: [defs('A.asSent'), defs('B')],
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      allOf: [{ if: defs('A.asSent'), then: defs('A') }],
    })
    expect(definitions).toEqual({ ...components, 'A.asSent': { properties: { size: {} } } })
  })
})

describe('OpenAPI 3.0', () => {
  it('reads nothing beside a reference', () => {
    const { schema } = readSchema({ ...ref('A'), maxLength: 1, default: 'x' }, { A: text }, in30)
    expect(schema).toEqual(defs('A'))
  })

  it.each([
    [{ ...text, nullable: true }, { type: ['string', 'null'] }],
    [{ ...text, nullable: false }, text],
    [
      { ...text, nullable: true, enum: ['a'] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      { ...text, nullable: true, enum: ['a', null] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      { nullable: true, allOf: [ref('A')] },
      { if: { type: 'null' }, else: { allOf: [defs('A')] } },
    ],
    [
      { type: 'string', nullable: true, allOf: [ref('A')], default: null },
      { if: { type: 'null' }, else: { type: 'string', allOf: [defs('A')] }, default: null },
    ],
    [{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    [{ maximum: 1, exclusiveMaximum: true }, { exclusiveMaximum: 1 }],
    [{ minimum: 1, exclusiveMinimum: false, exclusiveMaximum: true }, { minimum: 1 }],
  ])('%j is %j', (schema, expected) => {
    expect(readSchema(schema, { A: text }, in30).schema).toEqual(expected)
  })
})

it('a discriminator beside neither oneOf nor anyOf is not followed, which is told', () => {
  const { schema, warnings } = readSchema({ type: 'object', discriminator: { propertyName: 'kind' } })
  expect(schema).toEqual({ type: 'object' })
  expect(warnings).toEqual([{ code: 'discriminator-without-alternatives', subject: 'kind', pointer: '#/here' }])
})
