import { describe, expect, it } from 'vitest'
import { query, serveParameters } from '../../testing/serve-parameters.ts'

describe('hostile input', () => {
  const map = 'schema: { type: object, additionalProperties: { type: array, items: { type: string } } }'

  it('never reaches a prototype', async () => {
    const served = await serveParameters([
      `name: deep, in: query, style: deepObject, explode: true, ${map}`,
      `name: flat, in: query, explode: false, schema: { type: object, additionalProperties: { type: string } }`,
      'name: constructor, in: query, schema: { type: string }',
      'name: toString, in: query, schema: { type: object, properties: { valueOf: { type: integer } } }',
    ])
    const search = ['deep[__proto__]=1', 'deep[__proto__]=2', 'deep[constructor]=3', 'deep[a]=4', 'deep[a][b]=4']
    search.push('__proto__[polluted]=5', 'constructor[prototype]=6', 'flat=__proto__,7,hasOwnProperty,8', '__proto__=9')
    const given = await query(served, search.join('&'))
    expect(given).toEqual({ deep: { constructor: ['3'], a: ['4'] }, flat: { hasOwnProperty: '8' } })
    expect(given).not.toHaveProperty('polluted')
    for (const value of [given, Object.values(given ?? {})].flat()) {
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted')
    expect(await query(served, 'constructor=a&valueOf=1')).toEqual({ constructor: 'a', toString: { valueOf: 1 } })
  })

  it('takes all of a long list, and no more parameters than its limit', async () => {
    const served = await serveParameters([
      `name: deep, in: query, style: deepObject, explode: true, ${map}`,
      'name: list, in: query, explode: false, schema: { type: array, items: { type: integer } }',
      'name: pairs, in: query, explode: false, schema: { type: object, additionalProperties: { type: string } }',
    ])
    expect(await query(served, `list=${Array<string>(6000).fill('1').join(',')}`)).toEqual({
      list: Array(6000).fill(1),
    })
    expect(await query(served, `list=${','.repeat(12_000)}`)).toEqual({ reason: 'invalid', path: ['list', 0] })
    expect(await query(served, `pairs=${'x,1,'.repeat(3000)}x,1`)).toEqual({ reason: 'repeated', path: ['pairs', 'x'] })
    const members = Array.from({ length: 101 }, (_, index) => `deep[m${index}]=1`)
    expect(await query(served, members.join('&'))).toEqual({ reason: 'too-many-parameters', path: [] })
    expect(Object.keys((await query(served, members.slice(1).join('&'))) ?? {})).toEqual(['deep'])
  })

  it('is refused by name when its bytes are not UTF-8 or its value is too large', async () => {
    const served = await serveParameters(
      [
        `name: deep, in: query, style: deepObject, explode: true, ${map}`,
        'name: list, in: query, explode: false, schema: { type: array }',
      ],
      { maxParameterBytes: 30 },
    )
    expect(await query(served, 'list=a,%ff')).toEqual({ reason: 'malformed', path: ['list'] })
    expect(await query(served, 'list=%E2,%82%AC')).toEqual({ reason: 'malformed', path: ['list'] })
    expect(await query(served, `list=${'a'.repeat(30)}`)).toEqual({ reason: 'too-large', path: ['list'] })
    // A member's name is its sender's.
    expect(await query(served, 'deep[x]=%ff')).toEqual({ reason: 'malformed', path: [] })
    expect(await query(served, `deep[x]=${'a'.repeat(30)}`)).toEqual({ reason: 'too-large', path: [] })
  })

  it('is refused when its JSON is nested deeper than a schema that refers to itself can follow', async () => {
    const served = await serveParameters([
      "name: tree, in: query, content: { application/json: { schema: { $ref: '#/components/schemas/Tree' } } }",
    ])
    expect(await query(served, 'tree=[[],[[]]]')).toEqual({ tree: [[], [[]]] })
    const depth = 7000
    expect(await query(served, `tree=${'['.repeat(depth)}${']'.repeat(depth)}`)).toEqual({
      reason: 'invalid',
      path: [],
    })
  })
})
