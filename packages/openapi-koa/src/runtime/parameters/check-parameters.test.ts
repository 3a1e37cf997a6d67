import { describe, expect, it } from 'vitest'
import { query, send, serveParameters } from '../../testing/serve-parameters.ts'

describe('defaults', () => {
  it('are given for what was not sent, also behind references and allOf, and in required parameters', async () => {
    const served = await serveParameters([
      'name: a, in: query, schema: { type: integer, default: 7 }',
      "name: b, in: query, schema: { $ref: '#/components/schemas/LastPage' }",
      "name: c, in: query, schema: { $ref: '#/components/schemas/Size' }",
      "name: d, in: query, schema: { allOf: [{ $ref: '#/components/schemas/Page' }] }",
      'name: e, in: query, required: true, schema: { type: boolean, default: false }',
      'name: f, in: query, schema: { type: array, items: { type: string }, minItems: 1, default: [x, y] }',
      'name: g, in: query, style: deepObject, explode: true, schema: { type: object, properties: { h: { type: integer, default: 3 }, i: { type: string } } }',
      "name: j, in: query, schema: { $ref: '#/components/schemas/Page', default: 4 }",
    ])
    const defaults = { a: 7, b: 1, c: 20, d: 1, e: false, f: ['x', 'y'], j: 4 }
    expect(await query(served, '')).toEqual(defaults)
    expect(await query(served, 'a=8&b=2&c=3&d=4&e=true&f=z&g[i]=k&j=1')).toEqual({
      a: 8,
      b: 2,
      c: 3,
      d: 4,
      e: true,
      f: ['z'],
      g: { h: 3, i: 'k' },
      j: 1,
    })
    expect(await query(served, 'b=0')).toEqual({ reason: 'invalid', path: ['b'] })
    expect(await query(served, 'c=101')).toEqual({ reason: 'invalid', path: ['c'] })
  })

  it('are given anew to each request', async () => {
    const served = await serveParameters([
      'name: a, in: query, schema: { type: array, items: { type: string }, default: [x] }',
    ])
    expect(await query(served, '')).toEqual({ a: ['x'] })
    const given: unknown = served.requests[0]?.['query']
    if (typeof given === 'object' && given && 'a' in given && Array.isArray(given.a)) given.a.push('y')
    expect(served.requests[0]).toMatchObject({ query: { a: ['x', 'y'] } })
    expect(await query(served, '')).toEqual({ a: ['x'] })
  })

  it('are given in headers and cookies, too', async () => {
    const served = await serveParameters([
      'name: X-Page, in: header, schema: { type: integer, default: 1 }',
      'name: theme, in: cookie, schema: { type: string, default: light }',
    ])
    expect(await send(served, 'headers', '/x')).toEqual({ 'x-page': 1 })
    expect(await send(served, 'cookies', '/x')).toEqual({ theme: 'light' })
  })
})

describe('an empty value', () => {
  const parameters = [
    'name: number, in: query, allowEmptyValue: ALLOW, schema: { type: number, default: 5 }',
    'name: flag, in: query, allowEmptyValue: ALLOW, schema: { type: boolean }',
    'name: text, in: query, allowEmptyValue: ALLOW, schema: { type: string }',
    'name: list, in: query, allowEmptyValue: ALLOW, schema: { type: array, items: { type: string } }',
    'name: numbers, in: query, allowEmptyValue: ALLOW, explode: false, schema: { type: array, items: { type: number } }',
  ]
  const allowing = (allow: boolean): string[] => parameters.map((line) => line.replace('ALLOW', String(allow)))

  it.each([
    ['number=', { reason: 'invalid', path: ['number'] }],
    ['flag', { reason: 'invalid', path: ['flag'] }],
    ['text', { number: 5, text: '' }],
    ['list=', { number: 5, list: [''] }],
    ['numbers=', { reason: 'invalid', path: ['numbers', 0] }],
  ])('?%s is a text of no length', async (search, expected) => {
    expect(await query(await serveParameters(allowing(false)), search)).toEqual(expected)
  })

  it.each([
    ['number=', { number: 5 }],
    ['flag', { number: 5 }],
    ['text', { number: 5, text: '' }],
    ['list=', { number: 5 }],
    ['numbers=', { number: 5 }],
    ['numbers=1,', { reason: 'invalid', path: ['numbers', 1] }],
  ])('?%s is one that was not sent with allowEmptyValue, unless it is a text that fits', async (search, expected) => {
    expect(await query(await serveParameters(allowing(true)), search)).toEqual(expected)
  })

  it.each(['number=', 'flag', 'text=', 'list=&list', 'numbers='])(
    '?%s was not sent with emptyParametersAreAbsent',
    async (search) => {
      const served = await serveParameters(allowing(false), { emptyParametersAreAbsent: true })
      expect(await query(served, search)).toEqual({ number: 5 })
    },
  )

  it('leaves a required parameter missing, where it counts as not sent', async () => {
    const served = await serveParameters([
      'name: a, in: query, required: true, allowEmptyValue: true, schema: { type: integer }',
    ])
    expect(await query(served, 'a=')).toEqual({ reason: 'missing', path: ['a'] })
  })
})

describe('an exploded object', () => {
  const open = 'type: object, properties: { b: { type: integer } }, additionalProperties: { type: integer }'

  it('takes its members out of the query, and when it is open, whatever no other parameter has', async () => {
    const served = await serveParameters([
      `name: rest, in: query, schema: { ${open} }`,
      'name: page, in: query, schema: { type: integer }',
      'name: other, in: query, schema: { type: object, properties: { o: { type: string } } }',
      'name: deep, in: query, style: deepObject, schema: { type: object, properties: { d: { type: string } } }',
    ])
    expect(await query(served, 'b=1&x=2&page=3&o=4&deep[d]=5&deep[e]=6&rest=7')).toEqual({
      rest: { b: 1, x: 2, rest: 7 },
      page: 3,
      other: { o: '4' },
      deep: { d: '5' },
    })
    expect(await query(served, 'page=3')).toEqual({ page: 3 })
    expect(await query(served, 'x=y')).toEqual({ reason: 'invalid', path: ['rest', 'x'] })
  })

  it('reads a member that is a list where its name is repeated', async () => {
    const list = 'type: object, properties: { a: { type: array, items: { type: integer } } }'
    const served = await serveParameters([
      `name: form, in: query, schema: { ${list} }`,
      `name: filter, in: query, style: deepObject, explode: true, schema: { ${list} }`,
    ])
    expect(await query(served, 'filter[a]=1&a=2&filter[a]=3')).toEqual({ form: { a: [2] }, filter: { a: [1, 3] } })
    expect(await query(served, 'filter[a]=1&filter[a]=x')).toEqual({ reason: 'invalid', path: ['filter', 'a', 1] })
  })

  it('says which member is missing', async () => {
    const served = await serveParameters([
      'name: filter, in: query, style: deepObject, explode: true, schema: { type: object, required: [a], properties: { a: { type: string }, b: { type: string } } }',
    ])
    expect(await query(served, 'filter[b]=1')).toEqual({ reason: 'missing', path: ['filter', 'a'] })
    expect(await query(served, '')).toEqual({})
  })
})

describe('a parameter with content', () => {
  it('is JSON in each place', async () => {
    const schema = '{ type: object, required: [a], properties: { a: { type: integer } } }'
    const served = await serveParameters(
      ['query', 'header', 'cookie'].map(
        (place) => `name: j, in: ${place}, content: { application/json: { schema: ${schema} } }`,
      ),
    )
    expect(await query(served, `j=${encodeURIComponent('{"a":1,"b":"é +"}')}`)).toEqual({ j: { a: 1, b: 'é +' } })
    expect(await query(served, 'j={"a":1}')).toEqual({ j: { a: 1 } })
    expect(await send(served, 'headers', '/x', 'J: {"a": 2}')).toEqual({ j: { a: 2 } })
    expect(await send(served, 'cookies', '/x', 'Cookie: j={"a":3}')).toEqual({ j: { a: 3 } })
    expect(await send(served, 'cookies', '/x', `Cookie: j=${encodeURIComponent('{"a":4}')}`)).toEqual({ j: { a: 4 } })
    expect(await send(served, 'cookies', '/x', 'Cookie: j={"a":5,"b":"50%25"}')).toEqual({ j: { a: 5, b: '50%25' } })
    expect(await query(served, 'j={')).toEqual({ reason: 'malformed', path: ['j'] })
    expect(await query(served, 'j={}&j={}')).toEqual({ reason: 'repeated', path: ['j'] })
    expect(await query(served, 'j={}')).toEqual({ reason: 'missing', path: ['j', 'a'] })
    expect(await query(served, 'j={"a":1,"__proto__":{"b":1}}')).toEqual({
      reason: 'invalid',
      path: ['j', '__proto__'],
    })
  })

  it('is text as it stands, also in a cookie', async () => {
    const served = await serveParameters([
      'name: t, in: cookie, content: { text/plain: { schema: { type: string } } }',
      'name: n, in: query, content: { text/plain: { schema: { type: integer } } }',
    ])
    expect(await send(served, 'cookies', '/x', 'Cookie: t=50%25')).toEqual({ t: '50%25' })
    expect(await query(served, 'n=7')).toEqual({ n: 7 })
  })
})

it('calls a parameter by its name when that is a number', async () => {
  const served = await serveParameters(['name: "1", in: query, schema: { type: integer }'])
  expect(await query(served, '1=2')).toEqual({ 1: 2 })
  expect(await query(served, '1=x')).toEqual({ reason: 'invalid', path: ['1'] })
})
