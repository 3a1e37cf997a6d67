import { describe, expect, it } from 'vitest'
import { colours } from './stylesheet/colours.ts'
import { stylesheet } from './stylesheet.ts'

const [light = '', dark = ''] = colours.split('@media')

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_, source) => {
  const colour = readColours(source)

  it.each([
    ['ink', 'canvas'],
    ['ink', 'surface'],
    ['ink', 'sunken'],
    ['ink-soft', 'surface'],
    ['ink-soft', 'sunken'],
    ['accent', 'surface'],
    ['accent', 'sunken'],
    ['accent', 'tint'],
    ['accent-hover', 'surface'],
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['danger', 'danger-tint'],
    ['notice', 'notice-tint'],
    ['canvas', 'ink'],
  ])('give text in %s on %s a contrast of at least 7:1', (text, surface) => {
    expect(contrast(colour(text), colour(surface))).toBeGreaterThanOrEqual(7)
  })

  it.each(['line-strong', 'danger-line', 'accent'])('give %s as a border a contrast of at least 3:1', (border) => {
    expect(contrast(colour(border), colour('surface'))).toBeGreaterThanOrEqual(3)
  })
})

describe('the stylesheet', () => {
  it('loads nothing and cannot end its own element', () => {
    expect(stylesheet).not.toMatch(/url\(|@import|@font-face|<|\r/i)
  })

  it('moves nothing for a person who asked for less motion', () => {
    const outside = stylesheet.replace(/@media \(prefers-reduced-motion: no-preference\) \{[^}]*\}\s*\}/, '')
    expect(outside).not.toBe(stylesheet)
    expect(outside).not.toMatch(/transition|animation/)
  })
})

function readColours(source: string): (name: string) => string {
  const found = new Map(
    [...source.matchAll(/--([a-z-]+): (#[0-9a-f]{3,6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  )
  return (name) => {
    const hex = found.get(name)
    if (hex === undefined) throw new Error(`no colour named ${name}`)
    return hex
  }
}

// Contrast ratio of two sRGB colours. WCAG 2.2, definitions "contrast ratio" and "relative luminance"
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const digits = hex.length === 4 ? hex.slice(1).replace(/./g, '$&$&') : hex.slice(1)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((start) => {
    const channel = Number.parseInt(digits.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
