import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writePreviews } from './preview.ts'
import { previewPages } from './preview-pages.ts'
import { find, only, parsePage, type Element } from './testing/parse-page.ts'

const pages = previewPages().map(({ name, html }) => ({ name, html, elements: parsePage(html) }))

describe.each(pages)('the page $name', ({ name, html, elements }) => {
  it('is a complete document with one heading, in its language', () => {
    expect(only(elements, 'html').attributes).toEqual(
      new Map([
        ['lang', name.slice(0, 2)],
        ['dir', 'ltr'],
      ]),
    )
    expect(only(elements, 'title').text).toMatch(/^\S.* · \S/)
    expect(only(elements, 'h1').text.trim()).not.toBe('')
    only(elements, 'header')
    only(elements, 'main')
    only(elements, 'meta', { name: 'viewport' })
  })

  it('has no script, no inline style and no address outside itself', () => {
    expect(html).not.toMatch(/<script|javascript:|https?:\/\//i)
    const attributes = elements.flatMap((element) => [...element.attributes])
    for (const [attribute] of attributes) {
      expect(attribute).not.toMatch(/^on|^style$|^srcdoc$|^formaction$|^target$/)
    }
    for (const [, address] of attributes.filter(([attribute]) => /^(?:href|src|action)$/.test(attribute))) {
      expect(address).toMatch(/^\/[a-z]|^data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+$/)
    }
  })

  it('carries its icon, so that no browser asks for one', () => {
    expect(only(elements, 'link', { rel: 'icon' }).attributes.get('href')).toMatch(/^data:image\/svg\+xml;base64,/)
  })

  it('has ids that are unique and references that lead somewhere', () => {
    const ids = elements.flatMap((element) => element.attributes.get('id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const reference of elements.flatMap((element) => references(element))) expect(ids).toContain(reference)
  })

  it('labels every field, and sends every form by POST with its token', () => {
    for (const input of find(elements, 'input').filter((one) => one.attributes.get('type') !== 'hidden')) {
      const id = input.attributes.get('id') ?? 'none'
      expect(only(elements, 'label', { for: id }).text).not.toBe('')
      expect(input.attributes.get('autocomplete')).toBeDefined()
    }
    const forms = find(elements, 'form')
    for (const form of forms) expect(form.attributes.get('method')).toBe('post')
    expect(find(elements, 'input', { type: 'hidden', name: 'csrf_token' })).toHaveLength(forms.length)
    expect(elements.filter((element) => element.attributes.has('autofocus')).length).toBeLessThanOrEqual(1)
  })

  it('leaves no value unprinted', () => {
    expect(only(elements, 'body').text).not.toMatch(/undefined|null|NaN|\[object|\$\{|=>/)
  })
})

describe('the preview command', () => {
  it('writes each page into a file of its own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pages-'))
    try {
      const files = await writePreviews(join(folder, 'made', 'when-missing'))
      expect(files.toSorted()).toEqual((await readdir(join(folder, 'made', 'when-missing'))).toSorted())
      expect(new Set(files).size).toBe(pages.length)
      for (const { name, html } of pages) {
        expect(await readFile(join(folder, 'made', 'when-missing', `${name}.html`), 'utf8')).toBe(html)
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

function references({ attributes }: Element): string[] {
  return ['for', 'aria-describedby', 'aria-labelledby'].flatMap((name) => attributes.get(name)?.split(' ') ?? [])
}
