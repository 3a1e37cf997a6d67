import { describe, expect, it } from 'vitest'
import { html } from '../pages/markup.ts'
import { catalogues, isLocale } from './texts.ts'

/** One text of a catalogue with the path that leads to it, called with marked values if it takes any. */
interface Leaf {
  readonly path: string
  readonly parameters: number
  readonly text: string
}

// The same word in both languages, or no word at all.
const sharedWords = new Set(['direction', 'productName', 'error.detail'])

const english = leaves(catalogues.en)

describe.each(Object.entries(catalogues))('the catalogue %s', (_, catalogue) => {
  const own = leaves(catalogue)

  it('has every text that English has, with the same number of values', () => {
    expect(own.map(({ path, parameters }) => `${path}/${parameters}`)).toEqual(
      english.map(({ path, parameters }) => `${path}/${parameters}`),
    )
  })

  it('leaves no text empty and drops no value', () => {
    for (const { path, parameters, text } of own) {
      expect(`${path}: ${text.trim()}`).toMatch(/: \S/)
      for (let index = 0; index < parameters; index++) expect(`${path}: ${text}`).toContain(`value-${index}`)
    }
  })
})

it('says nothing in Dutch as in English', () => {
  const texts = new Map(english.map(({ path, text }) => [path, text]))
  const same = leaves(catalogues.nl).filter(({ path, text }) => texts.get(path) === text)
  expect(new Set(same.map(({ path }) => path))).toEqual(sharedWords)
})

it('knows its languages, and nothing that an object inherits', () => {
  expect(['en', 'nl', 'de', 'constructor', '__proto__', ''].filter((tag) => isLocale(tag))).toEqual(['en', 'nl'])
})

function leaves(node: unknown, path: readonly string[] = []): Leaf[] {
  if (typeof node === 'string') return [{ path: path.join('.'), parameters: 0, text: node }]
  if (typeof node === 'function') {
    const values = Array.from({ length: node.length }, (_, index) => html`value-${index}`)
    return [{ path: path.join('.'), parameters: node.length, text: String(Reflect.apply(node, undefined, values)) }]
  }
  if (typeof node !== 'object' || node === null) throw new TypeError(`${path.join('.')} is no text`)
  return Object.entries(node).flatMap(([key, child]) => leaves(child, [...path, key]))
}
