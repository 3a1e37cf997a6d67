import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { previewPages } from './preview-pages.ts'
import { only, parsePage } from './testing/parse-page.ts'

describe('the content security policy', () => {
  it.each(previewPages())('allows exactly the style that the page $name carries, and nothing else', ({ html }) => {
    const style = only(parsePage(html), 'style').text
    const hash = createHash('sha256').update(style).digest('base64')
    expect(contentSecurityPolicy({ formAction: ["'self'"] })).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; form-action 'self'; ` +
        "frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    )
  })

  it('forbids forms when none may be sent', () => {
    expect(contentSecurityPolicy({ formAction: [] })).toContain("; form-action 'none';")
  })

  it.each([
    ['https://app.example/callback?x=1', 'https:'],
    ['http://localhost:4100/callback', 'http:'],
    ['http://[::1]:53211/callback', 'http:'],
    ['com.example.app:/callback', 'com.example.app:'],
    ["https://a;script-src,*'/", 'https:'],
  ])('lets the redirects that follow %s finish, and takes nothing but the scheme from it', (redirectUri, source) => {
    const policy = contentSecurityPolicy({ formAction: ["'self'", redirectUri, redirectUri] })
    expect(policy).toContain(`; form-action 'self' ${source}; frame-ancestors`)
  })

  it.each(["'unsafe-inline'", '*', 'app.example', ''])('does not accept %j as a target', (target) => {
    expect(() => contentSecurityPolicy({ formAction: [target] })).toThrow(TypeError)
  })
})
