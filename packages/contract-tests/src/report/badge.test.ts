import { describe, expect, test } from 'vitest'
import { renderBadge } from './badge.ts'
import type { Verdict } from './run-report.ts'
import { elementsNamed, readXml } from './testing/read-xml.ts'
import { sampleResult } from './testing/sample-report.ts'

const badge = (...verdicts: readonly Verdict[]) =>
  readXml(renderBadge({ results: verdicts.map((verdict) => sampleResult({ verdict })) }))

describe('The badge', () => {
  test.each([
    [['pass', 'pass', 'warn'], '2 passed'],
    [['pass', 'fail', 'fail'], '2 failed'],
    [['skipped'], 'nothing tested'],
  ] satisfies readonly (readonly [readonly Verdict[], string])[])('of %j says %s', (verdicts, headline) => {
    const svg = badge(...verdicts)
    expect(elementsNamed('text', svg).map(({ text }) => text)).toEqual(['OAuth contract', headline])
    expect(svg.attributes['aria-label']).toBe(`OAuth contract: ${headline}`)
  })

  test('is an image with a title for those who cannot see it', () => {
    const svg = badge('pass')
    expect(svg.attributes).toMatchObject({ role: 'img', xmlns: 'http://www.w3.org/2000/svg' })
    expect(svg.children[0]).toMatchObject({ name: 'title', text: 'OAuth contract: 1 passed' })
  })

  test('tells good from bad by its ground, on which white is read with ease', () => {
    const grounds = (['pass', 'fail', 'skipped'] as const).map(
      (verdict) => elementsNamed('rect', badge(verdict)).at(-1)?.attributes['fill'] ?? '',
    )
    expect(new Set(grounds).size).toBe(3)
    for (const ground of grounds) expect(1.05 / (luminance(ground) + 0.05)).toBeGreaterThanOrEqual(4.5)
  })

  test('is as wide as its two halves, and the text fits in each', () => {
    const svg = badge('fail')
    const [whole, left, right] = elementsNamed('rect', svg).map(({ attributes }) => Number(attributes['width']))
    expect((left ?? 0) + (right ?? 0)).toBe(whole)
    expect(whole).toBe(Number(svg.attributes['width']))
    const lengths = elementsNamed('text', svg).map(({ attributes }) => Number(attributes['textLength']))
    expect(lengths[0]).toBeLessThan(left ?? 0)
    expect(lengths[1]).toBeLessThan(right ?? 0)
  })
})

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = channels.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
