import { describe, expect, it } from 'vitest'
import { pickLocale } from './pick-locale.ts'

describe('the language of a page', () => {
  it.each([
    // ui_locales, Accept-Language, tenant, page
    [undefined, undefined, 'en', 'en'],
    [undefined, undefined, 'nl', 'nl'],
    [undefined, undefined, 'nl-BE', 'nl'],
    [undefined, undefined, 'fr', 'en'],
    ['nl', 'en', 'en', 'nl'],
    ['fr nl en', 'en', 'en', 'nl'],
    ['fr-CA fr', 'nl', 'en', 'nl'],
    ['NL-latn-be', undefined, 'en', 'nl'],
    ['nl-u-co-phonebk', undefined, 'en', 'nl'],
    [undefined, 'nl-NL,nl;q=0.9,en;q=0.8', 'en', 'nl'],
    [undefined, 'en;q=0.8, nl;q=0.9', 'en', 'nl'],
    [undefined, 'en;q=0.5,nl;q=0.5', 'en', 'en'],
    [undefined, 'fr, de;q=0.9', 'nl', 'nl'],
    [undefined, 'nl;q=0, en;q=0.1', 'nl', 'en'],
    [undefined, '*', 'nl', 'nl'],
    [undefined, 'NL ; Q=1.000', 'en', 'nl'],
    [undefined, ',, ,nl,', 'en', 'nl'],
    ['', '', 'nl', 'nl'],
  ])('for ui_locales %j, Accept-Language %j and tenant %j is %s', (uiLocales, acceptLanguage, tenantLocale, page) => {
    expect(pickLocale({ uiLocales, acceptLanguage, tenantLocale })).toBe(page)
  })

  it.each([
    'nl;q=2',
    'nl;q=-1',
    'nl;q=0.1234',
    'nl;q=',
    'nl;x=1',
    'nl;q=1;q=0',
    'nl;level',
    'nl_NL',
    'nederlands',
    'nl-',
  ])('does not follow %j, which breaks the grammar', (acceptLanguage) => {
    expect(pickLocale({ acceptLanguage, tenantLocale: 'en' })).toBe('en')
  })

  it.each(['constructor', '__proto__', 'toString', '../nl', '<script>', 'nl\u0000', 'nl\r\nX: y'])(
    'is not led astray by %j',
    (hostile) => {
      expect(pickLocale({ uiLocales: hostile, acceptLanguage: hostile, tenantLocale: hostile })).toBe('en')
    },
  )

  it('looks at no more than a bounded part of a value', () => {
    const late = `${'fr '.repeat(25)}nl`
    expect(pickLocale({ uiLocales: late, acceptLanguage: late.replaceAll(' ', ','), tenantLocale: 'en' })).toBe('en')
    const endless = 'a'.repeat(5_000_000)
    expect(pickLocale({ uiLocales: `${endless} nl`, acceptLanguage: `${endless},nl`, tenantLocale: 'en' })).toBe('en')
  })
})
