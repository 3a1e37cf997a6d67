import { describe, expect, it } from 'vitest'
import { parsePage } from './parse-page.ts'

describe('the strict reading of a page', () => {
  it('reads elements, attributes and text', () => {
    const [html, p, input] = parsePage(
      '<!doctype html><html><p lang="nl">a &#60; b</p><input value="&#34;" required /></html>',
    )
    expect(html?.text).toBe('a < b')
    expect(p?.attributes).toEqual(new Map([['lang', 'nl']]))
    expect(input?.attributes).toEqual(
      new Map([
        ['value', '"'],
        ['required', ''],
      ]),
    )
  })

  it.each([
    ['no doctype', '<html></html>'],
    ['a tag left open', '<!doctype html><html><p></html>'],
    ['a tag never closed', '<!doctype html><html><p>'],
    ['an unescaped less-than', '<!doctype html><html>a < b</html>'],
    ['an unescaped greater-than', '<!doctype html><html>a > b</html>'],
    ['an unescaped ampersand', '<!doctype html><html>a & b</html>'],
    ['an unquoted attribute', '<!doctype html><html><p lang=nl></p></html>'],
    ['a quote that ends an attribute early', '<!doctype html><html><p lang="n"l"></p></html>'],
    ['a repeated attribute', '<!doctype html><html><p lang="nl" lang="en"></p></html>'],
    ['a comment', '<!doctype html><html><!-- --></html>'],
    ['text after the end', '<!doctype html><html></html>more'],
  ])('throws at %s', (_, page) => {
    expect(() => parsePage(page)).toThrow(Error)
  })
})
