import { describe, expect, test } from 'vitest'
import { html, ownMarkup } from './markup.ts'

describe('A template', () => {
  test('lets a value end neither an element nor an attribute, however that is quoted', () => {
    const text = `<b>&amp;"'\``
    expect(html`<p title="${text}">${text}</p>`.toString()).toBe(
      '<p title="&lt;b&gt;&amp;amp;&quot;&#39;&#96;">&lt;b&gt;&amp;amp;&quot;&#39;&#96;</p>',
    )
  })

  test('takes markup as it is, and prints nothing for nothing', () => {
    const parts = [html`<i>1</i>`, ownMarkup('<i>2</i>')]
    expect(html`${parts}${0}${null}${false}${''}`.toString()).toBe('<i>1</i><i>2</i>0')
  })

  test('takes no object for markup that only looks like it', () => {
    const forged: unknown = { toString: () => '<script></script>' }
    // What a cast or an unchecked JSON value would bring in.
    expect(() => html`${forged as string}`.toString()).toThrow(TypeError)
  })

  test('shows what cannot be seen', () => {
    expect(html`${'a\u0000\u202Eb\tc\nd'}`.toString()).toBe('a\\u0000\\u202eb\tc\nd')
  })
})
