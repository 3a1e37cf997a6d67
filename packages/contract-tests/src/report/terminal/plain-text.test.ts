import { describe, expect, test } from 'vitest'
import { hostileTexts } from '../testing/hostile-report.ts'
import { oneLine, plainText, wrap } from './plain-text.ts'

describe('Text for a terminal', () => {
  test.each(hostileTexts.map((text) => [text.slice(0, 40), text]))(
    '%j holds nothing that a terminal obeys',
    (_, text) => {
      // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
      expect(plainText(text)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/)
    },
  )

  test.each([
    ['::error file=app.js::owned', ': :error file=app.js::owned'],
    ['::add-mask::x', ': :add-mask::x'],
    ['##vso[task.setvariable variable=x]y', '# #vso[task.setvariable variable=x]y'],
    ['a ##[error]b', 'a # #[error]b'],
    ["##teamcity[buildStop comment='x']", "# #teamcity[buildStop comment='x']"],
  ])('%s is no command to a build server', (text, shown) => {
    expect(plainText(text)).toBe(shown)
  })

  test.each(['http://[::1]:8080/cb', 'a::b', '### heading', 'PKCE, RFC 7636 §4.6', '200 → 303'])('%s stays', (text) => {
    expect(plainText(text)).toBe(text)
  })

  test('on one line it is cut at the width', () => {
    expect(oneLine('one\n  two three', 9)).toBe('one two …')
    expect(oneLine('🙂🙂🙂', 3)).toBe('🙂🙂🙂')
  })

  test('wrapped it breaks between words, and keeps long ones whole', () => {
    expect(wrap('one two three\nfour', 8)).toEqual(['one two', 'three', 'four'])
    expect(wrap('see https://a.example/long/path now', 10)).toEqual(['see', 'https://a.example/long/path', 'now'])
  })
})
