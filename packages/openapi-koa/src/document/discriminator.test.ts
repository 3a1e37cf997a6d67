import { describe, expect, it } from 'vitest'
import { dispatchOf } from './discriminator.ts'
import type { JsonObject } from './json.ts'

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })
const kind = (schema: JsonObject): JsonObject => ({ type: 'object', properties: { kind: schema } })

/** The values of each alternative. */
function valuesOf(schemas: JsonObject, alternatives: unknown[], mapping?: JsonObject, keyword = 'oneOf'): unknown {
  const schema = { [keyword]: alternatives, discriminator: { propertyName: 'kind', ...(mapping && { mapping }) } }
  return dispatchOf({ components: { schemas } }, schema, [])?.alternatives.map(({ values }) => values)
}

const plain = { Cat: kind({ type: 'string' }), Dog: kind({ type: 'string' }) }
const both = [ref('Cat'), ref('Dog')]

describe('which value stands for an alternative is told', () => {
  it('by the mapping to a reference, to several, and to a name', () => {
    expect(valuesOf(plain, both, { cat: '#/components/schemas/Cat', dog: 'Dog', wolf: 'Dog' })).toEqual([
      ['cat'],
      ['dog', 'wolf'],
    ])
  })

  it('by the schema’s name where nothing maps to it', () => {
    expect(valuesOf(plain, both)).toEqual([['Cat'], ['Dog']])
    expect(valuesOf(plain, both, { dog: 'Dog' })).toEqual([['Cat'], ['dog']])
  })

  it('by const and enum, rather than by the name', () => {
    const schemas = { Cat: kind({ const: 'cat' }), Dog: kind({ enum: ['dog', 'wolf'] }) }
    expect(valuesOf(schemas, both)).toEqual([['cat'], ['dog', 'wolf']])
    expect(valuesOf({}, [schemas.Cat, schemas.Dog])).toEqual([['cat'], ['dog', 'wolf']])
  })

  it('by a const behind references and in parts', () => {
    const schemas = {
      Word: { const: 'cat' },
      Base: kind({ type: 'string' }),
      Cat: { allOf: [ref('Base'), { properties: { kind: ref('Word') } }] },
    }
    expect(valuesOf(schemas, [ref('Cat'), kind({ const: 3 })])).toEqual([['cat'], [3]])
  })

  it('also beside anyOf', () => {
    expect(valuesOf(plain, both, undefined, 'anyOf')).toEqual([['Cat'], ['Dog']])
  })
})

describe('the alternatives are tried one by one', () => {
  it.each([
    ['when one has no value', plain, [ref('Cat'), kind({ type: 'string' })]],
    ['when null is one', plain, [ref('Cat'), { type: 'null' }]],
    ['when two have the same value', { Cat: kind({ const: 'a' }), Dog: kind({ enum: ['a', 'b'] }) }, both],
    ['when one is a choice again', { ...plain, Dog: { oneOf: [ref('Cat')] } }, both],
  ])('%s', (_, schemas, alternatives) => {
    expect(valuesOf(schemas, alternatives)).toBeUndefined()
  })
})

it('is nothing without a property or without alternatives', () => {
  expect(dispatchOf({}, { oneOf: [], discriminator: {} }, [])).toBeUndefined()
  expect(dispatchOf({}, { discriminator: { propertyName: 'kind' } }, [])).toBeUndefined()
})
