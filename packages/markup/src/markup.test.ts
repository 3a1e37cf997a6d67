import { describe, expect, it } from 'vitest'
import { html, Markup, ownMarkup } from './markup.ts'

describe('the html template', () => {
  it('escapes what could end a text or an attribute', () => {
    const text = `<b title="x" lang='y'>&`
    const escaped = text.replace(/[<>&"'=]/g, (character) => `&#${character.codePointAt(0)};`)
    expect(String(html`<p title="${text}">${text}</p>`)).toBe(`<p title="${escaped}">${escaped}</p>`)
  })

  it('keeps markup of its own, alone or in a list', () => {
    const items = [html`<i>${'<'}</i>`, html`<b>2</b>`]
    expect(String(html`<span>${items}${items[1]}</span>`)).toBe('<span><i>&#60;</i><b>2</b><b>2</b></span>')
  })

  it('treats an exclamation mark before a value as text', () => {
    expect(String(html`Hello!${'<b>'}`)).toBe('Hello!&#60;b&#62;')
  })

  it('prints nothing for undefined and false, and prints zero', () => {
    expect(String(html`[${undefined}${false}${0}]`)).toBe('[0]')
  })

  it('drops control characters, which HTML does not allow, and keeps white space', () => {
    expect(String(html`${'a\u0000b\u001b[31m\u009fc\t\n'}`)).toBe('ab[31mc\t\n')
  })

  it.each([
    ['a list of strings', ['<b>', '<i>'], '&#60;b&#62;&#60;i&#62;'],
    ['an object with a toString of its own', { toString: () => '<b>' }, '&#60;b&#62;'],
    ['an object made like markup', Object.assign(Object.create({}), { text: '<b>' }), '[object Object]'],
  ])('escapes %s that came past the type check', (_, value: unknown, printed) => {
    expect(String(Reflect.apply(html, undefined, [['', ''], value]))).toBe(printed)
  })

  it('inserts text that the program holds as markup unchanged', () => {
    expect(String(html`<i>${ownMarkup('<hr />')}</i>`)).toBe('<i><hr /></i>')
    expect(ownMarkup('x')).toBeInstanceOf(Markup)
  })
})
