import { describe, expect, it } from 'vitest'
import { query, serveParameters } from '../../testing/serve-parameters.ts'

describe('a value of several types', () => {
  it.each([
    ['type: [string, integer]', 'a=5', 5],
    ['type: [string, integer]', 'a=5x', '5x'],
    ['type: [string, boolean, number]', 'a=true', true],
    ['type: [integer, "null"]', 'a=5', 5],
    ['type: [string, "null"]', 'a=null', 'null'],
    ['oneOf: [{ type: integer, maximum: 9 }, { type: string, minLength: 2 }]', 'a=10', '10'],
    ['anyOf: [{ type: string, pattern: "^0" }, { type: boolean }]', 'a=false', false],
    ['enum: ["1", true, 2]', 'a=1', '1'],
    ['enum: ["1", true, 2]', 'a=2', 2],
    ['const: 3', 'a=3', 3],
    ['oneOf: [{ type: string }, { type: array, items: { type: string } }]', 'a=x', 'x'],
    ['oneOf: [{ type: string }, { type: array, items: { type: string } }]', 'a=x&a=y', ['x', 'y']],
    ['oneOf: [{ type: integer }, { type: array, items: { type: string } }]', 'a=x', ['x']],
    ['type: array, items: { type: [integer, string] }', 'a=1&a=x', [1, 'x']],
    ['type: array, items: { oneOf: [{ type: integer, maximum: 9 }, { type: string }] }', 'a=10&a=x', ['10', 'x']],
    [
      'anyOf: [{ type: array, items: { type: integer } }, { type: array, items: { type: string } }]',
      'a=1&a=x',
      ['1', 'x'],
    ],
    ['type: array, prefixItems: [{ type: integer }, { type: boolean }], items: false', 'a=1&a=true', [1, true]],
    [
      'type: object, properties: { b: { type: [integer, string], pattern: "^[0-9]{4}$", maximum: 9 } }',
      'b=1234',
      { b: '1234' },
    ],
    ['oneOf: [{ type: integer }, { type: object, properties: { b: { type: integer } } }]', 'a=1', 1],
    ['oneOf: [{ type: integer }, { type: object, properties: { b: { type: integer } } }]', 'b=1', { b: 1 }],
  ])('{ %s } takes of ?%s what fits first', async (schema, search, value) => {
    expect(await query(await serveParameters([`name: a, in: query, schema: { ${schema} }`]), search)).toEqual({
      a: value,
    })
  })

  it('tells a text from a list by its comma, since a comma of the text arrives escaped', async () => {
    const served = await serveParameters([
      'name: a, in: query, explode: false, schema: { oneOf: [{ type: string }, { type: array, items: { type: string } }] }',
    ])
    expect(await query(served, 'a=x,y')).toEqual({ a: ['x', 'y'] })
    expect(await query(served, 'a=x%2Cy')).toEqual({ a: 'x,y' })
  })

  it('tells a text from an object by the members that it has', async () => {
    const served = await serveParameters([
      'name: a, in: query, explode: false, schema: { oneOf: [{ type: string }, { type: object, properties: { b: { type: integer } } }] }',
    ])
    expect(await query(served, 'a=b,1')).toEqual({ a: { b: 1 } })
    expect(await query(served, 'a=x,1')).toEqual({ a: 'x,1' })
  })

  it('is judged by the last reading when none fits', async () => {
    const served = await serveParameters([
      'name: a, in: query, schema: { oneOf: [{ type: integer, maximum: 9 }, { type: boolean }] }',
    ])
    expect(await query(served, 'a=10')).toEqual({ reason: 'invalid', path: ['a'] })
    expect(await query(served, 'a=x')).toEqual({ reason: 'invalid', path: ['a'] })
  })

  it('keeps an integer that no number can stand for out, where there is no text to be', async () => {
    const served = await serveParameters([
      'name: id, in: query, schema: { type: integer }',
      'name: key, in: query, schema: { type: [integer, string] }',
    ])
    expect(await query(served, 'id=9007199254740993')).toEqual({ reason: 'invalid', path: ['id'] })
    expect(await query(served, 'key=9007199254740993')).toEqual({ key: '9007199254740993' })
    expect(await query(served, 'id=9007199254740992')).toEqual({ id: 9007199254740992 })
    expect(await query(served, 'id=100000000000000000000')).toEqual({ id: 1e20 })
    expect(await query(served, 'id=9223372036854775808')).toEqual({ id: 2 ** 63 })
    expect(await query(served, 'id=9223372036854775807')).toEqual({ reason: 'invalid', path: ['id'] })
    expect(await query(served, `id=${'9'.repeat(400)}`)).toEqual({ reason: 'invalid', path: ['id'] })
  })
})
