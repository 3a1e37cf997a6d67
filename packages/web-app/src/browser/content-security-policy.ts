import { hash } from 'node:crypto'

/**
 * For pages with one stylesheet inside: no script, no frame, nothing from elsewhere. Forms post to this app only: signing
 * in is a link, because browsers hold the redirect after a form post to `form-action` too. CSP Level 3 §6.4.1
 */
export function contentSecurityPolicy(stylesheet: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash('sha256', stylesheet, 'base64')}'`,
    'img-src data:',
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}
