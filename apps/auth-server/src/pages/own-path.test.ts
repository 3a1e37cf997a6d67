import { describe, expect, it } from 'vitest'
import { ownPath } from './own-path.ts'

describe('the target of a form or link', () => {
  it.each(['/', '/acme/sign-in', '/acme/interactions/01K?x=1&y=%2F', '/a//b'])('may be %s', (path) => {
    expect(ownPath(path)).toBe(path)
  })

  it.each([
    '',
    'acme/sign-in',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example',
    '/a\\b',
    'https://evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    ' /acme',
    '/acme\n',
    '/\t/evil.example',
    '/é',
  ])('is refused when it is %j', (path) => {
    expect(() => ownPath(path)).toThrow(TypeError)
  })
})
