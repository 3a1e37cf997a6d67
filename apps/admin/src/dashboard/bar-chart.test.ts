import { expect, test } from 'vitest'
import { barChart } from './bar-chart.ts'

const draw = (values: readonly (readonly number[])[]): string =>
  String(
    barChart({
      label: 'Sign-ins: <1>',
      bars: values.map((one, index) => ({
        at: `2026-11-${String(index + 1).padStart(2, '0')}T00:00:00.000Z`,
        values: one,
      })),
      kinds: ['good', 'bad'],
      labelOf: (at) => at.slice(8, 10),
    }),
  )

const heights = (svg: string): readonly number[] =>
  [...svg.matchAll(/<rect[^>]*\sheight="([\d.]+)"/g)].map(([, height]) => Number(height))

test('bars are as high as what they count, and the parts of one stand on each other', () => {
  const [first = 0, second = 0, third = 0] = heights(draw([[2], [1, 1]]))
  expect(second * 2).toBeCloseTo(first, 0)
  expect(third).toBeCloseTo(second, 0)
})

test('nothing counted draws no bar, and the axis ends at one', () => {
  const svg = draw([
    [0, 0],
    [0, 0],
  ])
  expect(heights(svg)).toEqual([])
  expect([...svg.matchAll(/>(\d+)<\/text/g)].map(([, tick]) => tick)).toEqual(expect.arrayContaining(['0', '1']))
})

test('it is an image that says what it shows, as text', () => {
  expect(draw([[1]])).toContain('role="img" aria-label="Sign-ins: &#60;1&#62;"')
})

test('large numbers are written short', () => {
  expect(draw([[1_200_000]])).toMatch(/>1M</)
})
