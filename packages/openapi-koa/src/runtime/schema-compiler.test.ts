import { describe, expect, it } from 'vitest'
import { READ_ONLY_MEMBERS } from '../document/split-read-write.ts'
import {
  DATA_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
} from '../document/schema-keywords.ts'
import { checkerOf } from '../testing/read-schema.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const int = { type: 'integer' }
const a = { required: ['a'] }

/** Schema, what fits, what does not, and what is said about that. */
const KEYWORDS: readonly (readonly [
  keyword: string,
  schema: unknown,
  fits: unknown,
  misfits: unknown,
  issue: string,
])[] = [
  ['type', { type: 'string' }, 'a', 1, 'must be string'],
  ['type', { type: ['integer', 'null'] }, null, 1.5, 'must be integer,null'],
  ['type', { type: 'number' }, 1.5, '1.5', 'must be number'],
  ['type', { type: 'object' }, {}, [], 'must be object'],
  ['enum', { enum: ['a', { b: [1] }] }, { b: [1] }, { b: [2] }, 'must be one of "a", {"b":[1]}'],
  ['const', { const: { a: [1, null] } }, { a: [1, null] }, { a: [1] }, 'must be {"a":[1,null]}'],
  ['multipleOf', { multipleOf: 3 }, 9, 10, 'must be multiple of 3'],
  ['multipleOf', { multipleOf: 0.01 }, 19.99, 19.999, 'must be multiple of 0.01'],
  ['maximum', { maximum: 3 }, 3, 3.1, 'must be <= 3'],
  ['exclusiveMaximum', { exclusiveMaximum: 3 }, 2.9, 3, 'must be < 3'],
  ['minimum', { minimum: 3 }, 3, 2.9, 'must be >= 3'],
  ['exclusiveMinimum', { exclusiveMinimum: 3 }, 3.1, 3, 'must be > 3'],
  ['maxLength', { maxLength: 2 }, '😀😀', 'abc', 'must NOT have more than 2 characters'],
  ['minLength', { minLength: 2 }, 'ab', '😀', 'must NOT have fewer than 2 characters'],
  ['pattern', { pattern: String.raw`^\p{L}+$` }, 'ä', '1', String.raw`must match pattern "^\p{L}+$"`],
  ['pattern', { pattern: String.raw`^[\w.\-]+@` }, 'a-b@', 'ab', String.raw`must match pattern "^[\w.\-]+@"`],
  ['maxItems', { maxItems: 1 }, [1], [1, 2], 'must NOT have more than 1 items'],
  ['minItems', { minItems: 1 }, [1], [], 'must NOT have fewer than 1 items'],
  [
    'uniqueItems',
    { uniqueItems: true },
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: 1 }],
    'must NOT have duplicate items (items ## 0 and 1 are identical)',
  ],
  ['contains', { contains: int }, ['a', 1], ['a'], 'must contain at least 1 valid item(s)'],
  ['minContains', { contains: int, minContains: 2 }, [1, 2], [1, 'a'], 'must contain at least 2 valid item(s)'],
  [
    'maxContains',
    { contains: int, maxContains: 1 },
    [1, 'a'],
    [1, 2],
    'must contain at least 1 and no more than 1 valid item(s)',
  ],
  ['items', { items: int }, [1], [1, 'a'], '1 must be integer'],
  ['prefixItems', { prefixItems: [int, { type: 'string' }] }, [1, 'a'], ['a'], '0 must be integer'],
  ['prefixItems', { prefixItems: [int], items: false }, [1], [1, 2], 'must NOT have more than 1 items'],
  [
    'unevaluatedItems',
    { allOf: [{ prefixItems: [int] }], unevaluatedItems: false },
    [1],
    [1, 2],
    'must NOT have more than 1 items',
  ],
  ['required', a, { a: 1 }, {}, 'a ? is missing'],
  ['properties', { properties: { a: int } }, { a: 1, b: 'x' }, { a: 'x' }, 'a must be integer'],
  [
    'patternProperties',
    { patternProperties: { '^n-': int } },
    { 'n-a': 1, m: 'x' },
    { 'n-a': 'x' },
    'n-a must be integer',
  ],
  [
    'additionalProperties',
    { properties: { a: int }, additionalProperties: false },
    { a: 1 },
    { b: 1 },
    'b is not a member here',
  ],
  ['additionalProperties', { additionalProperties: int }, { a: 1 }, { a: 'x' }, 'a must be integer'],
  [
    'unevaluatedProperties',
    { allOf: [{ properties: { a: int } }], unevaluatedProperties: false },
    { a: 1 },
    { a: 1, b: 1 },
    'b is not a member here',
  ],
  [
    'propertyNames',
    { propertyNames: { maxLength: 2 } },
    { ab: 1 },
    { abc: 1 },
    'abc has a name that must NOT have more than 2 characters',
  ],
  ['maxProperties', { maxProperties: 1 }, { a: 1 }, { a: 1, b: 2 }, 'must NOT have more than 1 properties'],
  ['minProperties', { minProperties: 1 }, { a: 1 }, {}, 'must NOT have fewer than 1 properties'],
  [
    'dependentRequired',
    { dependentRequired: { a: ['b'] } },
    { b: 1 },
    { a: 1 },
    'b ? must have property b when property a is present',
  ],
  [
    'dependentSchemas',
    { dependentSchemas: { a: { properties: { b: int } } } },
    { b: 'x' },
    { a: 1, b: 'x' },
    'b must be integer',
  ],
  ['allOf', { allOf: [int, { minimum: 3 }] }, 3, 2, 'must be >= 3'],
  ['anyOf', { anyOf: [int, { type: 'null' }] }, null, 'a', 'must be integer'],
  ['oneOf', { oneOf: [int, { minimum: 3 }] }, 2, 3, 'must match exactly one schema in oneOf'],
  ['not', { not: int }, 'a', 1, 'must NOT be valid'],
  ['if', { if: a, else: { required: ['b'] } }, { a: 1 }, {}, 'b ? is missing'],
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  ['then', { if: a, then: { required: ['b'] } }, {}, { a: 1 }, 'b ? is missing'],
  ['else', { if: a, else: false }, { a: 1 }, {}, 'boolean schema is false'],
]

describe('what fits, what does not, and why:', () => {
  it.each(KEYWORDS)('%s of %j', (_, schema, fits, misfits, issue) => {
    const check = checkerOf(schema)
    expect(check(structuredClone(fits))).toBeUndefined()
    expect(check(structuredClone(misfits))).toBe(issue)
  })

  it('each keyword that values have to fit is among these', () => {
    const tested = new Set(KEYWORDS.map(([keyword]) => keyword))
    const all = [...SCHEMA_KEYWORDS, ...SCHEMA_MAP_KEYWORDS, ...SCHEMA_LIST_KEYWORDS, ...DATA_KEYWORDS]
    expect(all.filter((keyword) => !tested.has(keyword))).toEqual(['format', 'default'])
  })

  it.each(['float', 'double', 'password', 'binary'])('format %s is of any value', (format) => {
    const check = checkerOf({ format })
    for (const value of [1.5, 'x', '']) expect(check(value)).toBeUndefined()
  })

  it.each([
    ['date', '2026-02-28', '2026-02-30'],
    ['time', '12:30:00Z', '25:00:00Z'],
    ['date-time', '2026-02-28T12:30:00.5+01:00', '2026-02-28 12:30'],
    ['iso-time', '12:30:00', '12:61:00'],
    ['iso-date-time', '2026-02-28T12:30:00', '2026-02-30T12:30:00'],
    ['duration', 'P3DT4H', '3 days'],
    ['uri', 'https://example.com/a?b#c', '/a'],
    ['uri-reference', '/a?b', String.raw`\\a`],
    ['uri-template', '/a/{b}', '/a/{b'],
    ['url', 'https://example.com/', 'example'],
    ['email', 'a@example.com', 'a@'],
    ['hostname', 'example.com', '-a.com'],
    ['ipv4', '127.0.0.1', '256.0.0.1'],
    ['ipv6', '::1', '::g'],
    ['regex', '^a', '('],
    ['uuid', '123e4567-e89b-12d3-a456-426614174000', '123e4567'],
    ['json-pointer', '/a/0', 'a'],
    ['json-pointer-uri-fragment', '#/a%20b', '/a'],
    ['relative-json-pointer', '1/a', '/a'],
    ['byte', 'AQI=', 'AQI'],
    ['int32', 2 ** 31 - 1, 2 ** 31],
    ['int64', 2 ** 40, 1.5],
  ])('format %s', (format, fits, misfits) => {
    const check = checkerOf({ format })
    expect(check(fits)).toBeUndefined()
    expect(check(misfits)).toBe(`must match format "${format}"`)
  })
})

const deep = (name: string) => ({ required: [name], properties: { [name]: { properties: { n: int } } } })

describe('an issue', () => {
  it('has the whole path, through lists and names with odd characters', () => {
    const check = checkerOf({ properties: { 'a/b~c': { items: { properties: { ü: int } } } } })
    expect(check({ 'a/b~c': [{}, { ü: 'x' }] })).toBe('a/b~c.1.ü must be integer')
  })

  it('is of a required member that is missing, and not of one that is null', () => {
    const check = checkerOf({ properties: { a: { required: ['b'], properties: { b: int } } } })
    expect(check({ a: {} })).toBe('a.b ? is missing')
    expect(check({ a: { b: null } })).toBe('a.b must be integer')
  })

  it('never repeats the value', () => {
    const check = checkerOf({ properties: { a: { type: 'string', maxLength: 2, enum: ['x'] } } })
    expect(check({ a: 'secret' })).not.toContain('secret')
  })

  it('of alternatives is the deepest one, which is of the alternative that was meant', () => {
    expect(checkerOf({ oneOf: [deep('a'), deep('b')] })({ b: { n: 'x' } })).toBe('b.n must be integer')
  })
})

describe('with a discriminator', () => {
  const Cat = {
    type: 'object',
    required: ['kind', 'lives'],
    properties: { kind: { const: 'cat' }, lives: int, toys: { default: 1 } },
  }
  const Dog = {
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: 'dog' }, tail: { const: true } },
    additionalProperties: false,
  }
  const pet = { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } }
  const check = checkerOf(pet, { Cat, Dog })

  it.each([
    [{ kind: 'cat', lives: 9 }, undefined],
    [{ kind: 'dog', tail: true }, undefined],
    [{ kind: 'cat' }, 'lives ? is missing'],
    [{ kind: 'cat', lives: 'nine', tail: 1 }, 'lives must be integer'],
    [{ kind: 'dog', lives: 9 }, 'lives is not a member here'],
    [{ kind: 'cow' }, 'kind must be one of "cat", "dog"'],
    [{ lives: 9 }, 'kind ? is missing'],
    ['cat', 'must be object'],
  ])('%j is judged by the alternative that it names', (value, issue) => {
    expect(check(value)).toBe(issue)
  })

  it('an alternative that does without the member is meant where it is missing', () => {
    const Cow = { type: 'object', required: ['milk'], properties: { kind: { const: 'cow' }, milk: int } }
    const some = checkerOf({ oneOf: [ref('Cat'), ref('Cow')], discriminator: { propertyName: 'kind' } }, { Cat, Cow })
    expect(some({ milk: 1 })).toBeUndefined()
    expect(some({ kind: 'cow', milk: 1 })).toBeUndefined()
    expect(some({ kind: 'cat', milk: 1 })).toBe('lives ? is missing')
    expect(some({ lives: 9 })).toBe('milk ? is missing')
  })

  it('defaults of the alternative are filled in', () => {
    const value = { kind: 'cat', lives: 9 }
    expect(check(value)).toBeUndefined()
    expect(value).toEqual({ kind: 'cat', lives: 9, toys: 1 })
  })

  it('null is allowed where OpenAPI 3.0 says nullable', () => {
    const old = checkerOf({ type: 'object', nullable: true, ...pet }, { Cat, Dog }, { openapi: '3.0.3' })
    expect(old(null)).toBeUndefined()
    expect(old({ kind: 'cat' })).toBe('lives ? is missing')
  })
})

const filledIn = (schema: unknown, value: object, components = {}): object => {
  expect(checkerOf(schema, components)(value)).toBeUndefined()
  return value
}

describe('defaults', () => {
  it('are filled in, deep and behind references', () => {
    const Page = { properties: { size: { ...int, default: 20 }, sort: { default: { by: 'name' } } } }
    expect(filledIn({ properties: { page: ref('Page') } }, { page: {} }, { Page })).toEqual({
      page: { size: 20, sort: { by: 'name' } },
    })
  })

  it('are not shared between values', () => {
    const checker = checkerOf({ properties: { tags: { default: [] } } })
    const [one, other]: { tags?: string[] }[] = [{}, {}]
    checker(one)
    one?.tags?.push('x')
    checker(other)
    expect(other).toEqual({ tags: [] })
  })

  it.each(['anyOf', 'oneOf'])('of the alternatives of %s are filled in by the one that fits only', (keyword) => {
    const A = { required: ['a'], properties: { a: int, more: { default: 'A' } }, additionalProperties: false }
    const B = { required: ['b'], properties: { b: int, other: { default: 'B' } }, additionalProperties: false }
    for (const alternatives of [
      [A, B],
      [ref('A'), ref('B')],
    ]) {
      const schema = { [keyword]: alternatives }
      expect(filledIn(schema, { b: 1 }, { A, B })).toEqual({ b: 1, other: 'B' })
      expect(filledIn(schema, { a: 1 }, { A, B })).toEqual({ a: 1, more: 'A' })
    }
  })

  it('are filled in where null is the other alternative', () => {
    const A = { type: 'object', properties: { a: { default: 1 } } }
    const schema = { properties: { x: { anyOf: [ref('A'), { type: 'null' }] } } }
    expect(filledIn(schema, { x: {} }, { A })).toEqual({ x: { a: 1 } })
    expect(filledIn(schema, { x: null }, { A })).toEqual({ x: null })
  })

  it('say nothing in responses', () => {
    const value = {}
    expect(checkerOf({ properties: { a: { default: 1 } } }, {}, {}, 'response')(value)).toBeUndefined()
    expect(value).toEqual({})
  })
})

describe('read-only members', () => {
  const User = {
    required: ['name'],
    properties: { name: { type: 'string' } },
    additionalProperties: false,
    [READ_ONLY_MEMBERS]: ['id'],
  }

  it('are taken away, whatever they are', () => {
    const value = { users: [{ name: 'a', id: { any: 1 } }] }
    expect(checkerOf({ properties: { users: { items: ref('User') } } }, { User })(value)).toBeUndefined()
    expect(value).toEqual({ users: [{ name: 'a' }] })
  })

  it('are taken away by the alternative that fits, and by no other', () => {
    const Job = { required: ['job'], properties: { job: int, id: int }, additionalProperties: false }
    const check = checkerOf({ items: { anyOf: [ref('User'), ref('Job')] } }, { User, Job })
    const value = [
      { name: 'a', id: 1 },
      { job: 2, id: 3 },
    ]
    expect(check(value)).toBeUndefined()
    expect(value).toEqual([{ name: 'a' }, { job: 2, id: 3 }])
  })
})

it('keeps apart members that are named like keywords', () => {
  const check = checkerOf(
    { properties: { default: ref('N'), const: ref('N'), $ref: ref('N'), enum: { items: ref('N') } } },
    { N: int },
  )
  expect(check({ default: 1, const: 1, $ref: 1, enum: [1] })).toBeUndefined()
  for (const name of ['default', 'const', '$ref']) expect(check({ [name]: 'x' })).toBe(`${name} must be integer`)
})

it('takes no member of a prototype for one of the value', () => {
  expect(checkerOf({ required: ['constructor'] })({})).toBe('constructor ? is missing')
  expect(checkerOf({ properties: { toString: int }, additionalProperties: false })({})).toBeUndefined()
})

it('checks recursive schemas as deep as they go', () => {
  const check = checkerOf(ref('Tree'), { Tree: { properties: { n: int, children: { items: ref('Tree') } } } })
  const tree = (depth: number): object => (depth === 0 ? { n: 'x' } : { children: [tree(depth - 1)] })
  expect(check(tree(30))).toBe(`${'children.0.'.repeat(30)}n must be integer`)
})
