import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printName, printText, printValue } from './print-value.ts'

/** What TypeScript makes of it: the same as JavaScript, for it is a value. */
function valueOf(text: string): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- text that was printed just now
  return new Function(`return (${text})`)()
}

it('stands for the value, whatever it is', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      const value: unknown = JSON.parse(text)
      expect(valueOf(printValue(value))).toEqual(value)
    }),
    { numRuns: 300 },
  )
})

it('leaves out members without a value, and keeps one that is called __proto__', () => {
  expect(printValue({ a: undefined, b: null })).toBe('{ b: null }')
  const odd: unknown = JSON.parse('{"__proto__":{"a":1}}')
  expect(printValue(odd)).toBe(`{ ['__proto__']: { a: 1 } }`)
  expect(Object.keys(Object(valueOf(printValue(odd))))).toEqual(['__proto__'])
})

it('puts a member on each line when one line would be too long', () => {
  const short = { name: 'x'.repeat(96) }
  expect(printValue(short)).toBe(`{ name: '${short.name}' }`)
  expect(printValue(short)).toHaveLength(108)
  const long = { name: 'x'.repeat(99), list: [1, { a: [] }], none: {} }
  expect(printValue(long)).toBe(`{\n  name: '${long.name}',\n  list: [1, { a: [] }],\n  none: {},\n}`)
  expect(printValue([long.name, long.name])).toBe(`[\n  '${long.name}',\n  '${long.name}',\n]`)
})

it('prints no line longer than 110 characters that could be two', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), fc.array(fc.integer({ min: 0, max: 99 })), { maxKeys: 20 }),
      (value) => {
        // The name before a value is not counted.
        for (const line of printValue(value).split('\n')) expect(line.length).toBeLessThanOrEqual(110 + 12)
      },
    ),
  )
})

describe('text', () => {
  it.each([
    [`a"b`, `'a"b'`],
    [`a'b`, `"a'b"`],
    [`a'"b`, String.raw`"a'\"b"`],
    ['a\\b\n', String.raw`'a\\b\n'`],
    ['\u2028\u2029', String.raw`'\u2028\u2029'`],
    ['</script>${x}`', "'</script>${x}`'"],
  ])('%j', (text, printed) => {
    expect(printText(text)).toBe(printed)
    expect(valueOf(printed)).toBe(text)
  })

  it('is quoted as a name unless it is an identifier', () => {
    expect(['a', '$_1', 'class', '1a', 'a-b', '', 'ä'].map(printName)).toEqual([
      'a',
      '$_1',
      'class',
      "'1a'",
      "'a-b'",
      "''",
      "'ä'",
    ])
  })
})
