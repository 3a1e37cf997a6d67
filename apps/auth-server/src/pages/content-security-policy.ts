import { hash } from 'node:crypto'
import { stylesheet } from './stylesheet.ts'

const stylesheetHash = hash('sha256', stylesheet, 'base64')

/**
 * The Content-Security-Policy of a page: nothing but our one stylesheet, which the hash names, and the icon.
 *
 * `formAction` lists where the page's forms may lead: `'self'`, and the redirect URI if a form's answer may redirect
 * there, at once or after more pages. An empty list forbids forms. CSP Level 3 §6.4.1
 *
 * @throws TypeError when an entry is neither `'self'` nor an absolute URI
 */
export function contentSecurityPolicy({ formAction }: { readonly formAction: readonly string[] }): string {
  const targets = formAction.length === 0 ? ["'none'"] : [...new Set(formAction.map((target) => formTarget(target)))]
  return [
    "default-src 'none'",
    `style-src 'sha256-${stylesheetHash}'`,
    'img-src data:',
    `form-action ${targets.join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ')
}

// Browsers hold the whole chain of redirects after a form post to form-action, so an app whose callback redirects to its
// other origin would be stopped if only its first were named. A host source cannot name an IPv6 loopback either. Hence
// the scheme alone; `http:` covers https too. CSP Level 3 §6.7.2
function formTarget(target: string): string {
  return target === "'self'" ? target : new URL(target).protocol
}
